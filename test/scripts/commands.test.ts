import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';

const read = (file: string): string => readFileSync(file, 'utf8');
const { scripts } = JSON.parse(read('package.json')) as { scripts: Record<string, string> };

/** The scripts that the documents tell people to run. */
const told = ['README.md', 'docs/contributing.md', 'docs/operators.md'].flatMap((file) =>
  [...read(file).matchAll(/npm (?:run (?:-s )?([\w:-]+)|(start|test)\b)/g)].map(([, run, own]) => run ?? own ?? ''),
);

/** Whether a script installs what is missing before it needs it: itself, or by what npm runs before it. */
function installs(name: string): boolean {
  const bootstraps = /^node scripts\/[\w-]+\.mjs( |$)/;
  return bootstraps.test(scripts[name] ?? '') || bootstraps.test(scripts[`pre${name}`] ?? '');
}

it('finds the scripts that people are told to run', () => {
  expect(told).toEqual(expect.arrayContaining(['start', 'test', 'store', 'check', 'test:near', 'build-for-amo']));
  expect(told.filter((name) => !(name in scripts))).toEqual([]);
});

it('each installs what is missing first, for a fresh clone has nothing', () => {
  // A part of `npm run check`, and without it as good as an installed tool.
  expect([...new Set(told)].filter((name) => !installs(name))).toEqual([]);
  expect(installs('lint')).toBe(false);
});
