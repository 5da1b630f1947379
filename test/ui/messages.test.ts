import { globSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

interface Entry {
  readonly message: string;
  readonly description?: string;
  readonly placeholders?: Readonly<Record<string, { readonly content: string }>>;
}
type Catalogue = Readonly<Record<string, Entry>>;

function read(language: string): Catalogue {
  return JSON.parse(readFileSync(`public/_locales/${language}/messages.json`, 'utf8')) as Catalogue;
}

const languages = globSync('public/_locales/*/messages.json').map((path) => path.split(/[\\/]/).at(-2) ?? '');
const english = read('en');

const code = globSync(['src/**/*.ts', 'src/**/*.tsx', 'entrypoints/**/*', 'wxt.config.ts'])
  .filter((path) => /\.(tsx?|html)$/.test(path))
  .map((path) => readFileSync(path, 'utf8'))
  .join('\n');

/** `items_one` and `items_other` are asked for as `items`. */
function isUsed(key: string): boolean {
  const name = key.replace(/_(?:zero|one|two|few|many|other)$/, '');
  return code.includes(`'${name}'`) || code.includes(`__MSG_${name}__`);
}

function placeholdersUsed({ message }: Entry): string[] {
  const names = [...message.matchAll(/\$([A-Za-z]+)\$/g)].map(([, name]) => (name ?? '').toLowerCase());
  return [...new Set(names)].sort();
}

/** The keys of a catalogue whose entry breaks a rule. */
function breaking(catalogue: Catalogue, rule: (key: string, entry: Entry) => boolean): string[] {
  return Object.entries(catalogue).flatMap(([key, entry]) => (rule(key, entry) ? [] : [key]));
}

describe('the English catalogue', () => {
  it('has sentences', () => {
    expect(Object.keys(english).length).toBeGreaterThan(100);
  });
  it('has no sentence that nobody uses', () => {
    expect(breaking(english, isUsed)).toEqual([]);
  });
  it('keeps its words plain', () => {
    const jargon = /\b(?:mnemonic|cloud|slots?|ciphertext|plaintext|decrypt(?:ion)?|IndexedDB)\b/i;
    expect(breaking(english, (_key, { message }) => !jargon.test(message))).toEqual([]);
  });
});

describe.each(languages)('the catalogue %s', (language) => {
  const catalogue = read(language);
  it('has the same sentences as the English one', () => {
    expect(Object.keys(catalogue).sort()).toEqual(Object.keys(english).sort());
  });
  it('describes each of them for translators', () => {
    expect(breaking(catalogue, (_key, { description = '' }) => description !== '')).toEqual([]);
  });
  it('declares the placeholders that it uses', () => {
    const rule = (_key: string, entry: Entry): boolean =>
      placeholdersUsed(entry).join() ===
      Object.keys(entry.placeholders ?? {})
        .sort()
        .join();
    expect(breaking(catalogue, rule)).toEqual([]);
  });
  it('fills them in as the English one does', () => {
    const rule = (key: string, { placeholders = {} }: Entry): boolean =>
      JSON.stringify(placeholders) === JSON.stringify(english[key]?.placeholders ?? {});
    expect(breaking(catalogue, rule)).toEqual([]);
  });
  it('never shouts and never is silent', () => {
    expect(breaking(catalogue, (_key, { message }) => message !== '' && !message.includes('!'))).toEqual([]);
  });
});

it('speaks to everybody in one way: in German by “Sie”', () => {
  const familiar = /(?<!\p{L})(?:du|dich|dir|dein(?:e[mnrs]?)?)(?!\p{L})/iu;
  expect(familiar.test('Das ist dein Tresor.')).toBe(true);
  const words = Object.entries(read('de')).filter(([, { message }]) => familiar.test(message));
  expect(words.map(([key]) => key)).toEqual([]);
});
