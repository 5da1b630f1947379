import { globSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';

const sheets = globSync('src/ui/**/*.css').filter((path) => !path.endsWith('tokens.css'));

/** On paper there is no theme: the printed kit is black on white. */
const printed = /@media print \{[\s\S]*$/;

it('there are style sheets to look at', () => {
  expect(sheets.length).toBeGreaterThan(4);
});

it.each(sheets)('%s takes its colours from the tokens', (path) => {
  const css = readFileSync(path, 'utf8').replace(printed, '');
  expect(css.match(/#[0-9a-f]{3,8}\b|rgba?\(|hsla?\(|gradient\(/gi) ?? []).toEqual([]);
});

it.each(sheets)('%s uses logical directions, so that it turns round from right to left', (path) => {
  const css = readFileSync(path, 'utf8');
  expect(css.match(/(?:margin|padding|border)-(?:left|right)|text-align: (?:left|right)|float:/g) ?? []).toEqual([]);
});
