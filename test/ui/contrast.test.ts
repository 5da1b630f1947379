import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

/** WCAG 2.2, 1.4.3 (text) and 1.4.11 (what is not text). */
const textMinimum = 4.5;
const shapeMinimum = 3;

type Tokens = Readonly<Record<string, string>>;

const sheet = readFileSync(new URL('../../src/ui/kit/styles/tokens.css', import.meta.url), 'utf8');

function tokensIn(css: string): Tokens {
  return Object.fromEntries(
    [...css.matchAll(/--([a-z-]+):\s*(#[0-9a-f]{6});/g)].map(([, name = '', hex = '']) => [name, hex]),
  );
}

function luminance(hex: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const part = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrast(one: string, other: string): number {
  const [dark = 0, bright = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (bright + 0.05) / (dark + 0.05);
}

const [bright = '', dark = ''] = sheet.split('@media (prefers-color-scheme: dark)');
const themes: Readonly<Record<string, Tokens>> = { light: tokensIn(bright), dark: tokensIn(dark) };

const surfaces = ['paper', 'card', 'selected'];
const texts = ['ink', 'muted', 'brass', 'verified', 'danger'].flatMap((text) =>
  surfaces.map((surface) => [text, surface] as const),
);
const textPairs = [
  ...texts,
  // A first letter in a row's square.
  ['ink', 'line'],
  ['on-brass', 'brass-fill'],
  ['on-brass', 'brass-fill-hover'],
] as const;
const shapePairs = [
  ['edge', 'paper'],
  ['edge', 'card'],
  ['brass', 'selected'],
  ...surfaces.map((surface) => ['focus', surface] as const),
] as const;

describe.each(Object.entries(themes))('the %s tokens', (_name, tokens) => {
  const ratio = ([one, other]: readonly [string, string]): number => contrast(tokens[one] ?? '', tokens[other] ?? '');

  it.each(textPairs.map((pair) => [pair]))('%j can be read', (pair) => {
    expect(ratio(pair)).toBeGreaterThanOrEqual(textMinimum);
  });
  it.each(shapePairs.map((pair) => [pair]))('%j can be seen', (pair) => {
    expect(ratio(pair)).toBeGreaterThanOrEqual(shapeMinimum);
  });
});

describe('the tokens', () => {
  it('name the same colours in light and dark', () => {
    expect(Object.keys(themes['dark'] ?? {})).toEqual(Object.keys(themes['light'] ?? {}));
  });
  it('computes contrast as WCAG does', () => {
    expect(contrast('#ffffff', '#000000')).toBe(21);
    expect(contrast('#777777', '#ffffff')).toBeCloseTo(4.48, 2);
  });
});
