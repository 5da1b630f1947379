import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import type { Plugin } from 'vite';
import { RE2JS } from 're2js';
import { expect, it } from 'vitest';
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

it('the modules of Argon2 are files, whole', async () => {
  const path = found.resolve('hash-wasm').replace('index.umd.js', 'index.esm.js');
  const { code, files } = await transformed(wasmFiles(), path);
  expect(files.map(({ fileName }) => fileName)).toEqual(['argon2.wasm', 'blake2b.wasm']);
  for (const { source } of files) expect(WebAssembly.validate(new Uint8Array(source))).toBe(true);
  expect(code).toContain("fetch('/' + binary.name + '.wasm')");
});
