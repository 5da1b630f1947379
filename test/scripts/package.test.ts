import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as whole from '@serenity-kit/opaque';
import type { Plugin } from 'vite';
import { RE2JS } from 're2js';
import { expect, it, vi } from 'vitest';
import { browserUnicode } from '../../scripts/package/browser-unicode.ts';
import { wasmFiles } from '../../scripts/package/wasm-files.ts';
import { rangesOf } from '../../src/work/unicode-ranges.ts';

const found = createRequire(import.meta.url);

interface Emitted {
  readonly fileName: string;
  readonly source: Uint8Array;
}

/** What one of our plugins makes of a file of a library, as the bundler would have it read. */
async function transformed(plugin: Plugin, path: string): Promise<{ code: string; files: readonly Emitted[] }> {
  const files: Emitted[] = [];
  const context = { emitFile: (file: Emitted) => files.push(file) };
  const transform = plugin.transform as unknown as (
    this: typeof context,
    code: string,
    id: string,
  ) => Promise<{ code: string }>;
  const { code } = await transform.call(context, await readFile(path, 'utf8'), path);
  return { code, files };
}

const re2js = found.resolve('re2js').replace(/index\.c?js$/, 'index.js');

it('names of Unicode’s tables stay, their ranges go, and the browser knows every one', async () => {
  const { code } = await transformed(browserUnicode(), re2js);
  const tables = [...code.matchAll(/tablesOf\('([^']*)', '([^']+)'\)/g)].flatMap(([, kind = '', names = '']) =>
    names.split(' ').map((name) => kind + name),
  );
  expect(tables).toEqual(expect.arrayContaining(['L', 'Lu', 'Nd', 'White_Space', 'Script=Greek', 'Script=Han']));
  expect(tables.length).toBeGreaterThan(200);
  for (const table of tables) expect(() => new RegExp(`\\p{${table}}`, 'u'), table).not.toThrow();
});

it.each(['L', 'Lu', 'Nd', 'P', 'Greek', 'Cyrillic'])('\\p{%s} is to the browser what it is to RE2JS', (name) => {
  const expression = RE2JS.compile(`\\p{${name}}`);
  const ranges = rangesOf(name.length > 2 ? `Script=${name}` : name);
  const holds = (point: number): boolean =>
    ranges.some((first, at) => at % 3 === 0 && first <= point && point <= (ranges[at + 1] ?? -1));
  for (let point = 0x20; point < 0x700; point += 1)
    expect(holds(point), point.toString(16)).toBe(expression.matches(String.fromCodePoint(point)));
});

/** Each file of the package by its address. */
function served(files: readonly Emitted[]): void {
  vi.stubGlobal('fetch', (address: string) => {
    const file = files.find(({ fileName }) => `/${fileName}` === address);
    return Promise.resolve(new Response(new Uint8Array(file?.source ?? []), { status: file ? 200 : 404 }));
  });
}

it('OPAQUE’s client signs in with its module in a file, which has no store’s half', async () => {
  const { code, files } = await transformed(wasmFiles(), 'node_modules/@serenity-kit/opaque/esm/index.js');
  expect(code).not.toMatch(/[A-Za-z0-9+/]{1000}/);
  const exported = WebAssembly.Module.exports(await WebAssembly.compile(new Uint8Array(files[0]?.source ?? [])));
  expect(exported.filter(({ name }) => name.includes('Server'))).toEqual([]);
  const folder = await mkdtemp(join(tmpdir(), 'latchkey-package-'));
  served(files);
  try {
    const path = join(folder, 'opaque.mjs');
    await writeFile(path, code);
    const { client, ready } = (await import(path)) as typeof whole;
    await Promise.all([ready, whole.ready]);
    const { server } = whole;
    const [password, userIdentifier] = ['a password', 'anna'];
    const serverSetup = server.createSetup();
    const { clientRegistrationState, registrationRequest } = client.startRegistration({ password });
    const { registrationResponse } = server.createRegistrationResponse({
      serverSetup,
      userIdentifier,
      registrationRequest,
    });
    const finished = client.finishRegistration({ clientRegistrationState, registrationResponse, password });
    const { clientLoginState, startLoginRequest } = client.startLogin({ password });
    const { registrationRecord } = finished;
    const asked = { serverSetup, userIdentifier, registrationRecord, startLoginRequest };
    const { serverLoginState, loginResponse } = server.startLogin(asked);
    const login = client.finishLogin({ clientLoginState, loginResponse, password });
    const { finishLoginRequest = '', sessionKey } = login ?? {};
    expect(server.finishLogin({ serverLoginState, finishLoginRequest }).sessionKey).toBe(sessionKey);
  } finally {
    vi.unstubAllGlobals();
    await rm(folder, { recursive: true });
  }
});

it('the modules of Argon2 are files, whole', async () => {
  const path = found.resolve('hash-wasm').replace('index.umd.js', 'index.esm.js');
  const { code, files } = await transformed(wasmFiles(), path);
  expect(files.map(({ fileName }) => fileName)).toEqual(['argon2.wasm', 'blake2b.wasm']);
  for (const { source } of files) expect(WebAssembly.validate(new Uint8Array(source))).toBe(true);
  expect(code).toContain("fetch('/' + binary.name + '.wasm')");
});
