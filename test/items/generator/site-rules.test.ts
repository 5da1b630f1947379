import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { generate } from '../../../src/items/generator/generate.ts';
import { defaultOptions } from '../../../src/items/generator/options.ts';
import { rulesFor } from '../../../src/items/generator/site-list.ts';
import { parseSiteRules } from '../../../src/items/generator/site-rules.ts';
import { toldRules } from '../../../src/items/generator/site-words.ts';
import { runs } from '../../support/runs.ts';
import { breaches } from './rule-check.ts';
import { seeded } from './seeded.ts';

const list = JSON.parse(readFileSync('public/generator/site-rules.json', 'utf8')) as Record<string, string>;
const lower = 'abcdefghijklmnopqrstuvwxyz';
const digits = '0123456789';

async function made(text: string, length: number, seed = text): Promise<string> {
  const characters = { ...defaultOptions.characters, length };
  const site = parseSiteRules(text);
  const words = () => Promise.resolve([]);
  return (await generate({ ...defaultOptions, characters }, { random: seeded(seed), words, site })).value;
}

describe('a rule', () => {
  it.each<[string, string, object | undefined]>([
    ['nothing', '', undefined],
    ['no rules', 'hello there', undefined],
    ['only what is unknown', 'colour: blue;', undefined],
    ['bounds', 'minlength: 8; maxlength: 12', { minLength: 8, maxLength: 12, required: [], allowed: '' }],
    [
      'its names in any case, without spaces',
      'MinLength:8;REQUIRED:Digit',
      { minLength: 8, required: [digits], allowed: '' },
    ],
    [
      'spaces, tabs and lines anywhere',
      '\n minlength :\t8 ;\n required\n: digit ',
      { minLength: 8, required: [digits], allowed: '' },
    ],
    [
      'the strictest of several bounds',
      'minlength: 6; minlength: 8; maxlength: 20; maxlength: 12',
      { minLength: 8, maxLength: 12, required: [], allowed: '' },
    ],
    [
      'bounds that are none',
      'minlength: many; maxlength: -3; max-consecutive: 0; required: digit',
      { required: [digits], allowed: '' },
    ],
    [
      'bounds that are too great',
      `maxlength: ${'9'.repeat(400)}; required: digit`,
      { required: [digits], allowed: '' },
    ],
    ['each required by itself', 'required: digit; required: lower', { required: [digits, lower], allowed: '' }],
    ['one of several', 'required: digit, lower', { required: [digits + lower], allowed: '' }],
    ['the same twice as two', 'required: digit; required: digit', { required: [digits, digits], allowed: '' }],
    ['all that is allowed', 'allowed: digit; allowed: [._]', { required: [], allowed: `.${digits}_` }],
    [
      'brackets with ; , and : inside',
      'required: [;,:]; minlength: 9',
      { minLength: 9, required: [',:;'], allowed: '' },
    ],
    ['brackets that hold ]', 'allowed: [a]]; minlength: 9', { minLength: 9, required: [], allowed: ']a' }],
    ['brackets that hold nothing but ]', 'allowed: []]', { required: [], allowed: ']' }],
    ['brackets that hold [', 'allowed: [[(], digit', { required: [], allowed: `(${digits}[` }],
    ['- at the beginning only', 'allowed: [-a-c]', { required: [], allowed: '-ac' }],
    ['no other than ASCII in brackets', 'allowed: [aé€\u{1F511}]', { required: [], allowed: 'a' }],
    [
      'empty brackets as nothing',
      'required: []; allowed: []; minlength: 5',
      { minLength: 5, required: [], allowed: '' },
    ],
    ['brackets that never end as nothing', 'required: [abc; minlength: 5', undefined],
    ['what stands behind brackets as nothing', 'allowed: [ab]c, digit', { required: [], allowed: `${digits}ab` }],
    ['what every object has as nothing', 'required: constructor; __proto__: 3; allowed: toString', undefined],
    ['a property without a value', 'required; minlength: 5', { minLength: 5, required: [], allowed: '' }],
    ['a loose bound of a row as 3', 'max-consecutive: 100', { mostInRow: 3, required: [], allowed: '' }],
    ['no text that is too long', `minlength: 5;${' '.repeat(5_000)}`, undefined],
  ])('reads %s', (_, text, rules) => {
    expect(parseSiteRules(text)).toEqual(rules);
  });

  it('reads any text at all, and what is made by it keeps it', async () => {
    const characters = fc
      .array(fc.constantFrom(...Array.from('abZ09-!;:,.][')), { maxLength: 6 })
      .map((all) => `[${all.join('')}]`);
    const value = fc.oneof(fc.constantFrom('lower', 'upper', 'digit', 'special', 'unicode', 'nonsense'), characters);
    const property = fc.oneof(
      fc
        .tuple(fc.constantFrom('required', 'allowed'), fc.array(value, { maxLength: 3 }))
        .map(([n, all]) => `${n}: ${all.join(',')}`),
      fc
        .tuple(fc.constantFrom('minlength', 'maxlength', 'max-consecutive'), fc.integer({ min: -1, max: 30 }))
        .map(([n, x]) => `${n}: ${String(x)}`),
      fc.string({ maxLength: 10 }),
    );
    const rule = fc.oneof(
      fc.array(property, { maxLength: 6 }).map((all) => all.join('; ')),
      fc.string({ maxLength: 200 }),
    );
    await fc.assert(
      fc.asyncProperty(rule, fc.integer({ min: 5, max: 40 }), async (text, length) => {
        const site = parseSiteRules(text);
        const value = await made(text, length);
        for (const [set, same] of Map.groupBy(site?.required ?? [], (set) => set)) {
          expect(Array.from(value).filter((one) => set.includes(one)).length).toBeGreaterThanOrEqual(same.length);
        }
        const allowed = (site?.required.join('') ?? '') + (site?.allowed ?? '');
        if (allowed !== '') expect(Array.from(value).every((one) => allowed.includes(one))).toBe(true);
        if (site) expect(() => toldRules(site)).not.toThrow();
      }),
      { numRuns: runs(150) },
    );
  });
});

describe('the rules of sites', () => {
  const rows = Object.entries(list);

  it('are all there', () => expect(rows).toHaveLength(434));

  it.each(rows)('%s is read, and kept by what is made', async (domain, text) => {
    expect(rulesFor(list, domain)?.domain).toBe(domain);
    for (const length of [5, 20]) {
      const value = await made(text, length);
      expect(breaches(text, value), value).toEqual([]);
    }
  });

  it('are broken by what does not keep them', () => {
    expect(breaches('minlength: 8;', 'short')).toEqual(['minlength']);
    expect(breaches('maxlength: 4; required: digit; required: [;]; allowed: lower;', 'aaaaaA')).toEqual([
      'maxlength',
      'required',
      'required',
      'allowed',
    ]);
    expect(breaches('max-consecutive: 2;', 'abccc')).toEqual(['max-consecutive']);
  });
});

describe('the length', () => {
  it.each([
    ['minlength: 8; maxlength: 12', 5, 8],
    ['minlength: 8; maxlength: 12', 10, 10],
    ['minlength: 8; maxlength: 12', 128, 12],
    ['maxlength: 4; allowed: digit', 20, 4],
    ['minlength: 200', 20, 128],
    // The least above the greatest: what is longer would be cut.
    ['minlength: 30; maxlength: 10', 20, 10],
    // Too short for what is required: no bound.
    ['maxlength: 1; required: digit; required: lower', 20, 20],
  ])('%s makes of %i %i', async (text, wanted, length) => {
    expect(await made(text, wanted)).toHaveLength(length);
  });
});

describe('a host', () => {
  const some = { 'example.org': 'minlength: 9', 'shop.example.org': 'minlength: 10', org: '', 'empty.org': 'nothing' };

  it.each([
    ['example.org', 'example.org'],
    ['EXAMPLE.org.', 'example.org'],
    ['www.example.org', 'example.org'],
    ['shop.example.org', 'shop.example.org'],
    ['a.b.shop.example.org', 'shop.example.org'],
    ['badexample.org', undefined],
    ['example.org.evil.net', undefined],
    ['empty.org', undefined],
    ['constructor', undefined],
    ['', undefined],
  ])('%s has the rules of %s', (host, domain) => {
    expect(rulesFor(some, host)?.domain).toBe(domain);
  });
});

describe('what is told of rules', () => {
  const all = ['upper', 'lower', 'digit', 'sign'];

  it.each<[string, object]>([
    ['minlength: 8; maxlength: 16', { shortest: 8, longest: 16, needs: [], takes: all, anyCharacters: true }],
    [
      'minlength: 8; maxlength: 16; required: digit; allowed: lower, upper, [._-]',
      { shortest: 8, longest: 16, needs: [['digit']], takes: all, anyCharacters: false, signs: '._' },
    ],
    [
      'required: upper, lower; required: digit',
      {
        shortest: 2,
        longest: 128,
        needs: [['upper', 'lower'], ['digit']],
        takes: ['upper', 'lower', 'digit'],
        anyCharacters: false,
      },
    ],
    [
      'maxlength: 6; allowed: digit; max-consecutive: 2',
      { shortest: 1, longest: 6, needs: [], takes: ['digit'], anyCharacters: false, mostInRow: 2 },
    ],
    [
      'required: special; allowed: ascii-printable',
      { shortest: 1, longest: 128, needs: [['sign']], takes: all, anyCharacters: false },
    ],
  ])('%s', (text, told) => {
    expect(toldRules(parseSiteRules(text) ?? { required: [], allowed: '' })).toEqual(told);
  });
});
