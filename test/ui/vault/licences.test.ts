import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { lists, packages } from '../../../src/ui/vault/settings/licences.ts';

/** An import or re-export of values, and where it comes from. */
const imports = /^(?:import|export) (?!type )[\w\s{},*]+ from '([^'.][^']*)';/gm;

/** Packages that the extension's source imports. */
function imported(): string[] {
  const files = readdirSync('src', { recursive: true, encoding: 'utf8' }).filter((name) => /\.tsx?$/.test(name));
  const sources = files.flatMap((name) => [...readFileSync(join('src', name), 'utf8').matchAll(imports)]);
  const names = sources.map(([, from = '']) => from.split('/').slice(0, from.startsWith('@') ? 2 : 1));
  return [...new Set(names.map((parts) => parts.join('/')))];
}

test('names every package whose code is in the extension, with the licence it states', () => {
  const names = packages.map(([name]) => name);
  expect(imported()).toContain('preact');
  expect(imported().filter((name) => !names.includes(name))).toEqual([]);
  for (const [name, licence] of packages) {
    const stated = JSON.parse(readFileSync(join('node_modules', name, 'package.json'), 'utf8')) as { license: string };
    expect(stated.license, name).toBe(licence);
  }
});

test('names every list that comes with it, as its licence does', () => {
  const text = readFileSync('public/generator/LICENCES.md', 'utf8');
  expect(readdirSync('public/generator').sort()).toEqual(['LICENCES.md', 'site-rules.json', 'words.json']);
  expect(lists).toHaveLength(2);
  expect(text).toContain('Creative\nCommons Attribution 3.0 United States');
  expect(text).toContain('apple/password-manager-resources');
});
