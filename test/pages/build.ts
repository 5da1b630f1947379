import { createHash } from 'node:crypto';
import { existsSync, globSync } from 'node:fs';
import { mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build, type Plugin } from 'vite';
import { installPackages } from '../../scripts/bootstrap.mjs';

/*
 * Pages made of the packages that other people's pages are made of. They have a package.json and a lock of their own:
 * nothing of them ships, and only browser tests install them.
 */
const folder = fileURLToPath(new URL('.', import.meta.url));
const output = join(folder, 'node_modules', '.bundled');

/** Installs and bundles the pages, unless that was done before for the same packages and sources. Answers their folder. */
export async function buildPages(): Promise<string> {
  const sources = globSync(['editors/*', 'dialogs/*', 'forms/*'], { cwd: folder }).toSorted();
  const pages = sources.filter((path) => path.endsWith('.html'));
  const made = join(output, await sumOf(['package-lock.json', 'build.ts', ...sources]));
  if (existsSync(made)) return output;
  installPackages(folder);
  // Beside the old ones until they are whole: another run may be reading those.
  const fresh = await mkdtemp(join(folder, 'node_modules', '.pages-'));
  await bundle(pages, fresh);
  await writeFile(join(fresh, made.slice(output.length + 1)), '');
  await rm(output, { recursive: true, force: true });
  await rename(fresh, output);
  return output;
}

async function sumOf(paths: readonly string[]): Promise<string> {
  const sum = createHash('sha256');
  for (const path of paths) sum.update(`${path}\n`).update(await readFile(join(folder, path)));
  return sum.digest('hex').slice(0, 16);
}

async function bundle(pages: readonly string[], outDir: string): Promise<void> {
  await build({
    configFile: false,
    logLevel: 'error',
    root: folder,
    base: './',
    plugins: [svelte()],
    // Draft.js was written for bundlers that knew Node's name of it.
    define: { global: 'globalThis' },
    build: {
      outDir,
      emptyOutDir: true,
      minify: false,
      chunkSizeWarningLimit: Infinity,
      // TinyMCE's parts expect the global that its core makes.
      rolldownOptions: { input: pages.map((page) => join(folder, page)), output: { strictExecutionOrder: true } },
    },
  });
}

/** Svelte's pages are in a language of its own; its compiler comes with its package. */
function svelte(): Plugin {
  const compiler = createRequire(join(folder, 'package.json'))('svelte/compiler') as {
    compile(code: string, options: { filename: string }): { readonly js: { readonly code: string } };
  };
  return {
    name: 'svelte',
    transform: (code, filename) =>
      filename.endsWith('.svelte') ? compiler.compile(code, { filename }).js.code : undefined,
  };
}
