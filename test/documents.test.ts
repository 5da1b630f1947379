import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';

/** The tables of lies, whose entries the threat model names beside the tests that tell them. */
const tables = [
  'test/support/lies.ts',
  ...readdirSync('test/hostile-store/lies').map((name) => `test/hostile-store/lies/${name}`),
];
const told = tables.map(sourceOf).join('\n');

function sourceOf(path: string): string {
  return existsSync(path) ? readFileSync(path, 'utf8').replaceAll("\\'", "'") : '';
}

interface Proof {
  readonly path: string;
  readonly names: readonly string[];
}

/** Each test file that a text names, and the tests that it names of it. A bare name lies in the folder of the one before. */
function proofsIn(text: string): Proof[] {
  const proofs: Proof[] = [];
  let folder = '';
  for (const [, file = '', after = ''] of text.matchAll(/`([\w/-]+\.test\.tsx?)`([^`|]*)/g)) {
    const isBare = !file.includes('/');
    const path = isBare ? join(folder, file) : file.startsWith('test/') ? file : join('test', file);
    if (!isBare) folder = dirname(path);
    const names = [...after.replace(/\s+/g, ' ').matchAll(/"([^"]+)"/g)].map(([, name = '']) => name);
    proofs.push({ path, names });
  }
  return proofs;
}

function missingIn(text: string): string[] {
  return proofsIn(text).flatMap(({ path, names }) => {
    const source = sourceOf(path);
    if (source === '') return [path];
    return names.filter((name) => !source.includes(name) && !told.includes(name)).map((name) => `${path}: "${name}"`);
  });
}

describe('a document that names a test as proof', () => {
  it.each(['docs/threat-model.md', 'docs/cases.md', 'docs/filling.md'])('%s names what is there', (path) => {
    const text = readFileSync(path, 'utf8');
    expect(proofsIn(text).length).toBeGreaterThan(20);
    expect(missingIn(text)).toEqual([]);
  });

  it('is found out where it names a file or a test that is none', () => {
    const nowhere = ['nobody', 'wrote', 'this'].join(' ');
    expect(missingIn('| x | `sync/gone.test.ts`: "this" |')).toEqual(['test/sync/gone.test.ts']);
    expect(missingIn(`\`test/documents.test.ts\`: "${nowhere}", "is found out"`)).toEqual([
      `test/documents.test.ts: "${nowhere}"`,
    ]);
  });
});
