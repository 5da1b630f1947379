import { readFileSync } from 'node:fs';
import { dictionary } from '@zxcvbn-ts/language-common';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { classes } from '../../../src/items/generator/alphabet.ts';
import type { CharacterClass } from '../../../src/items/generator/alphabet.ts';
import { generate } from '../../../src/items/generator/generate.ts';
import { unpackWords } from '../../../src/items/generator/word-list.ts';
import { defaultOptions } from '../../../src/items/generator/options.ts';
import type { CharacterOptions, GeneratorOptions, WordOptions } from '../../../src/items/generator/options.ts';
import { runs } from '../../support/runs.ts';
import { seeded, unevenness } from './seeded.ts';

const list = unpackWords(JSON.parse(readFileSync('public/generator/words.json', 'utf8')) as string);
const made = (options: GeneratorOptions, seed = 'one') =>
  generate(options, { random: seeded(seed), words: () => Promise.resolve(list) });
const ofCharacters = (options: Partial<CharacterOptions>, seed?: string) =>
  made({ ...defaultOptions, characters: { ...defaultOptions.characters, ...options } }, seed);
const ofWords = (options: Partial<WordOptions>, seed?: string) =>
  made({ ...defaultOptions, kind: 'words', words: { ...defaultOptions.words, ...options } }, seed);

const off = { on: false, atLeast: 0 };
const names: readonly CharacterClass[] = ['lower', 'upper', 'digits', 'signs'];
const classOption = fc.record({ on: fc.boolean(), atLeast: fc.integer({ min: 0, max: 5 }) });
const characterOptions = fc
  .record({
    length: fc.oneof(fc.constantFrom(5, 20, 128), fc.integer({ min: 5, max: 40 })),
    lower: classOption,
    upper: classOption,
    digits: classOption,
    signs: classOption,
    withoutLookAlikes: fc.boolean(),
    followSite: fc.boolean(),
  })
  .filter((options) => names.some((name) => options[name].on));

describe('characters', () => {
  it('are as many as asked for, of the classes that are on, and so many of each', async () => {
    await fc.assert(
      fc.asyncProperty(characterOptions, fc.string(), async (options, seed) => {
        const wanted = names.filter((name) => options[name].on);
        const sum = wanted.reduce((all, name) => all + options[name].atLeast, 0);
        const making = ofCharacters(options, seed);
        if (sum > options.length) {
          await expect(making).rejects.toMatchObject({ code: 'impossible-options' });
          return;
        }
        const { value } = await making;
        expect(value).toHaveLength(options.length);
        expect(Array.from(value).every((one) => wanted.some((name) => classes[name].includes(one)))).toBe(true);
        for (const name of wanted) {
          const count = Array.from(value).filter((one) => classes[name].includes(one)).length;
          expect(count).toBeGreaterThanOrEqual(options[name].atLeast);
        }
        if (options.withoutLookAlikes) expect(value).not.toMatch(/[Il1|O0o]/);
      }),
      { numRuns: runs(60) },
    );
  });

  it('tell the entropy of what they are drawn from', async () => {
    const lower = await ofCharacters({ length: 10, upper: off, digits: off, signs: off });
    expect(lower.bits).toBeCloseTo(10 * Math.log2(26), 8);
    const digits = { on: true, atLeast: 1 };
    const both = await ofCharacters({ length: 5, lower: { on: true, atLeast: 0 }, upper: off, digits, signs: off });
    expect(both.bits).toBeCloseTo(Math.log2(36 ** 5 - 26 ** 5), 8);
  });

  it('stand equally often where no class is preferred', async () => {
    const any = { on: true, atLeast: 0 };
    const { value } = await ofCharacters({ length: 128, lower: any, upper: any, digits: any, signs: any });
    expect(value).toHaveLength(128);
    const counts = new Map<string, number>();
    for (let i = 0; i < runs(40); i++) {
      const one = await ofCharacters({ length: 128, lower: any, upper: any, digits: any, signs: any }, String(i));
      for (const character of one.value) counts.set(character, (counts.get(character) ?? 0) + 1);
    }
    expect(counts.size).toBe(Object.values(classes).join('').length);
    expect(unevenness([...counts.values()])).toBeLessThan(4);
  });
});

describe('words', () => {
  it("are the EFF's, as another publisher has them but for those with a hyphen", () => {
    const others = new Set(dictionary['diceware-common']);
    expect(list.filter((word) => !others.has(word))).toEqual(['drop-down', 'felt-tip', 't-shirt', 'yo-yo']);
    expect(new Set(list).size).toBe(6 ** 5);
  });

  it('can be told apart without anything between them: none begins with another', () => {
    const known = new Set(list);
    const beginnings = list.flatMap((word) =>
      Array.from(word)
        .map((_, at) => word.slice(0, at))
        .filter((part) => known.has(part)),
    );
    expect(beginnings).toEqual([]);
  });

  it('come as asked for', async () => {
    const options = fc.record({
      count: fc.integer({ min: 3, max: 20 }),
      separator: fc.constantFrom(' ', '.', '_', '-', '' as const),
      capital: fc.boolean(),
      digit: fc.boolean(),
    });
    const known = new Set(list);
    await fc.assert(
      fc.asyncProperty(options, fc.string(), async (wanted, seed) => {
        const { value, bits } = await ofWords(wanted, seed);
        const parts = wanted.separator === '' || wanted.separator === '-' ? undefined : value.split(wanted.separator);
        if (parts) {
          expect(parts).toHaveLength(wanted.count);
          expect(parts.every((part) => known.has(part.replace(/\d$/, '').toLowerCase()))).toBe(true);
          if (wanted.capital) expect(parts.every((part) => /^[A-Z]/.test(part))).toBe(true);
        }
        expect(value.replace(/\D/g, '')).toHaveLength(wanted.digit ? 1 : 0);
        const digits = wanted.digit ? Math.log2(10 * wanted.count) : 0;
        expect(bits).toBeCloseTo(wanted.count * Math.log2(7776) + digits, 8);
      }),
      { numRuns: runs(60) },
    );
  });

  it('are drawn equally often', async () => {
    const counts = new Map(list.map((word) => [word, 0]));
    for (let i = 0; i < runs(250); i++) {
      const { value } = await ofWords({ count: 20, separator: ' ' }, String(i));
      for (const word of value.split(' ')) counts.set(word, (counts.get(word) ?? 0) + 1);
    }
    expect(counts.size).toBe(7776);
    expect(unevenness([...counts.values()])).toBeLessThan(4);
  });
});

describe('a PIN', () => {
  it.each([4, 6, 12])('has %i digits', async (length) => {
    const { value, bits } = await made({ ...defaultOptions, kind: 'pin', pin: { length } });
    expect(value).toMatch(new RegExp(`^\\d{${String(length)}}$`));
    expect(bits).toBeCloseTo(length * Math.log2(10), 8);
  });
});
