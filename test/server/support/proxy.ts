import { spawn } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { onTestFinished, vi } from 'vitest';
import type { proxyPrograms } from '../../support/programs.ts';
import { findProgram } from '../../support/programs.ts';
import { temporaryFolder } from './store.ts';

export type ProxyKind = (typeof proxyPrograms)[number];

/** Which piece of text stands for which other: each must be there, or the guide has changed and the test must, too. */
type Replacing = readonly (readonly [what: string | RegExp, by: string])[];

const guide = fileURLToPath(new URL('../../../docs/operators.md', import.meta.url));
const languages = { nginx: 'nginx', caddy: 'caddyfile' } as const;

/** The example that operators are given. */
function exampleOf(kind: ProxyKind): string {
  const found = new RegExp(`\`\`\`${languages[kind]}\n([^]*?)\`\`\``).exec(readFileSync(guide, 'utf8'))?.[1];
  if (found === undefined) throw new Error(`docs/operators.md has no example for ${kind}`);
  return found;
}

function replaced(text: string, replacing: Replacing): string {
  return replacing.reduce((before, [what, by]) => {
    const after = before.replaceAll(what instanceof RegExp ? new RegExp(what, 'g') : what, by);
    if (after === before) throw new Error(`the example has no ${String(what)}`);
    return after;
  }, text);
}

interface Ports {
  readonly proxy: number;
  readonly store: number;
}

/** The example on loopback, without the certificate that only an operator has; and what a program needs around it. */
const onLoopback: Record<ProxyKind, (example: string, ports: Ports, folder: string) => string> = {
  nginx(example, ports, folder) {
    const server = replaced(example, [
      ['listen 443 ssl;', `listen 127.0.0.1:${ports.proxy};`],
      [/ +ssl_certificate(_key)? .*;\n/, ''],
      ['127.0.0.1:8787', `127.0.0.1:${ports.store}`],
    ]);
    const kept = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'];
    const paths = kept.map((name) => `${name}_temp_path ${join(folder, name)};`).join('\n');
    const own = `daemon off; master_process off; pid ${join(folder, 'pid')}; error_log stderr;`;
    return `${own}\nevents {}\nhttp {\naccess_log off;\n${paths}\n${server}\n}\n`;
  },
  caddy(example, ports) {
    const site = replaced(example, [
      ['store.example.org {', `http://localhost:${ports.proxy} {`],
      ['127.0.0.1:8787', `127.0.0.1:${ports.store}`],
    ]);
    return `{\nadmin off\nauto_https off\ndefault_bind 127.0.0.1\n}\n${site}`;
  },
};

const commands: Record<ProxyKind, (folder: string, file: string) => readonly string[]> = {
  nginx: (folder, file) => ['-p', folder, '-e', 'stderr', '-c', file],
  caddy: (_, file) => ['run', '--adapter', 'caddyfile', '--config', file],
};

/** The real program with the guide's example, changed as the test says, in front of a store; ends with the test. */
export async function startProxy(
  kind: ProxyKind,
  ports: Ports,
  change: (example: string) => string = (example) => example,
): Promise<void> {
  const program = findProgram(kind);
  if (program === undefined) throw new Error(`there is no ${kind}`);
  const folder = temporaryFolder();
  const file = join(folder, 'configuration');
  writeFileSync(file, onLoopback[kind](change(exampleOf(kind)), ports, folder));
  const env = { ...process.env, HOME: folder, XDG_DATA_HOME: folder, XDG_CONFIG_HOME: folder };
  const child = spawn(program, commands[kind](folder, file), { env, stdio: ['ignore', 'ignore', 'pipe'] });
  let said = '';
  child.stderr.on('data', (chunk: Buffer) => (said += chunk.toString('utf8')));
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  onTestFinished(async () => {
    child.kill('SIGKILL');
    await ended;
  });
  await vi.waitFor(
    async () => {
      const answer = await fetch(`http://localhost:${ports.proxy}/healthz`).catch(() => undefined);
      if (answer?.status !== 200) throw new Error(`${kind} does not answer: ${said}`);
    },
    { timeout: 20_000, interval: 10 },
  );
}
