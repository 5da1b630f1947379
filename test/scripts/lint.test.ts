import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, parse, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';

interface Config {
  readonly jsPlugins: readonly string[];
}

/** A folder that is linted as ours is, but for types: nothing is there that they could come from. */
function lintedFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'latchkey-lint-'));
  const config = JSON.parse(readFileSync('.oxlintrc.json', 'utf8')) as Config;
  const jsPlugins = config.jsPlugins.map((path) => resolve(path));
  writeFileSync(join(folder, '.oxlintrc.json'), JSON.stringify({ ...config, jsPlugins, options: {} }));
  return folder;
}

interface Diagnostics {
  readonly diagnostics: readonly { readonly code: string; readonly filename: string }[];
}

/** The rules that each of these sources breaks, by its path. */
function lint(sources: ReadonlyMap<string, string>): (path: string) => readonly string[] {
  const folder = lintedFolder();
  for (const [path, source] of sources) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), source);
  }
  const oxlint = resolve('node_modules/.bin/oxlint');
  const { stdout } = spawnSync(oxlint, ['--format', 'json'], { cwd: folder, encoding: 'utf8' });
  const { diagnostics } = JSON.parse(stdout) as Diagnostics;
  return (path) => diagnostics.filter(({ filename }) => filename === path).map(({ code }) => code);
}

/** rule, where, what breaks it, what doesn't. */
const cases = [
  ['taste(raw-html)', 'src/ui/a.tsx', 'document.body.innerHTML = "";', 'document.body.textContent = "";'],
  [
    'taste(raw-html)',
    'src/ui/a.tsx',
    'export const a = <p dangerouslySetInnerHTML={{ __html: "" }} />;',
    'export const a = <p />;',
  ],
  ['taste(default-export)', 'src/items/a.ts', 'export default 1;', 'export const one = 1;'],
  ['taste(by-another-name)', 'src/items/a.ts', 'void self.fetch;', 'void self.name;'],
  ['taste(by-another-name)', 'src/items/a.ts', "void globalThis['chrome'];", 'void globalThis.name;'],
  ['taste(own-keys)', 'src/ui/a.ts', "export const a = (k: string) => k === 'Enter';", 'export const a = 1;'],
  [
    'taste(own-keys)',
    'src/ui/a.ts',
    'export const a = (e: KeyboardEvent) => e.isComposing;',
    'export const a = (e: KeyboardEvent) => e.altKey;',
  ],
  ['eslint(no-restricted-globals)', 'src/items/a.ts', 'void fetch;', 'void 0;'],
  ['eslint(no-restricted-globals)', 'src/items/a.ts', 'void indexedDB;', 'void name;'],
  ['eslint(max-lines)', 'entrypoints/a.ts', 'void 0;\n'.repeat(16), 'void 0;\n'.repeat(15)],
  ['typescript(no-explicit-any)', 'server/a.ts', 'export const a: any = 1;', 'export const a: unknown = 1;'],
] as const;

/** What the rules leave alone: doors, and what WXT wants. */
const doors = [
  ['src/platform/web.ts', 'void fetch;'],
  ['src/platform/door.ts', 'void indexedDB;'],
  ['src/ui/kit/keys.ts', "export const a = (k: string) => k === 'Enter';"],
  ['entrypoints/door.ts', 'export default 1;'],
] as const;

describe('lint', () => {
  const pathOf = (at: number, kind: 'broken' | 'sound', path: string): string => {
    const { dir, ext } = parse(path);
    return `${dir}/${kind}-${String(at)}${ext}`;
  };
  const sources = cases.flatMap(([, path, broken, sound], at) => [
    [pathOf(at, 'broken', path), broken] as const,
    [pathOf(at, 'sound', path), sound] as const,
  ]);
  const rulesOf = lint(new Map([...sources, ...doors]));

  it.each(cases.map(([rule, path], at) => ({ rule, path, at })))('$rule in $path ($at)', ({ rule, path, at }) => {
    expect(rulesOf(pathOf(at, 'broken', path))).toContain(rule);
    expect(rulesOf(pathOf(at, 'sound', path))).toEqual([]);
  });

  it.each(doors)('leaves %s alone', (path) => {
    expect(rulesOf(path)).toEqual([]);
  });
});
