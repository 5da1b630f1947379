import { serialize } from 'node:v8';
import { beforeEach, describe, expect, it } from 'vitest';
import { defaultOptions } from '../../../src/items/generator/options.ts';
import type { AnswerOf, InputOf } from '../../../src/rpc/index.ts';
import { Machine } from '../support/parts.ts';
import { windows } from '../support/windows.ts';
import type { Ask } from '../support/windows.ts';

let machine: Machine;
let ask: Ask;
let files: string[];

function started(): void {
  const parts = machine.background();
  files = [];
  ask = windows({
    ...parts,
    ownFile: (path) => {
      files.push(path);
      return parts.ownFile(path);
    },
  });
}

const keep = (value: string, host?: string) =>
  ask('generator.keep', { value, options: defaultOptions, ...(host !== undefined && { host }) });
const kept = async (): Promise<AnswerOf<'generator.history'>['values']> => (await ask('generator.history', {})).values;

/** All bytes of these values, as characters. */
function read(...values: unknown[]): string {
  return serialize(values).toString('latin1');
}

beforeEach(async () => {
  machine = new Machine();
  started();
  await ask('vault.create', { password: 'correct horse battery staple', deviceName: 'This browser' });
});

describe('a value', () => {
  it('is another one each time, and told with what it was made by', async () => {
    const made = await Promise.all([ask('generator.make', {}), ask('generator.make', {})]);
    const [one, other] = made;
    expect(one.value).toHaveLength(20);
    expect(one.value).not.toBe(other.value);
    expect(one).toMatchObject({ options: defaultOptions, bits: other.bits });
    expect(one.bits).toBeGreaterThan(110);
    expect(one.rules).toBeUndefined();
  });

  it('keeps the rules of the site that it is for', async () => {
    const { value, rules } = await ask('generator.make', { host: 'www.klm.com' });
    expect(rules).toMatchObject({ domain: 'klm.com', shortest: 8, longest: 12 });
    expect(value).toHaveLength(12);
  });

  it('keeps no rules where nobody wants it, and tells them all the same', async () => {
    const options = { ...defaultOptions, characters: { ...defaultOptions.characters, followSite: false } };
    const { value, rules } = await ask('generator.make', { host: 'klm.com', options });
    expect(value).toHaveLength(20);
    expect(rules?.longest).toBe(12);
  });

  it('knows no rules of passphrases', async () => {
    const made = await ask('generator.make', { host: 'klm.com', options: { ...defaultOptions, kind: 'words' } });
    expect(made.rules).toBeUndefined();
    expect(made.value.split('-').length).toBeGreaterThanOrEqual(5);
  });

  it('reads the lists when they are needed, and once', async () => {
    await ask('generator.make', {});
    expect(files).toEqual([]);
    for (let i = 0; i < 2; i++) {
      await ask('generator.make', { host: 'klm.com' });
      await ask('generator.make', { options: { ...defaultOptions, kind: 'words' } });
    }
    expect(files).toEqual(['/generator/site-rules.json', '/generator/words.json']);
  });

  it('is none while the vault is locked', async () => {
    await ask('lock', {});
    await expect(ask('generator.make', {})).rejects.toMatchObject({ code: 'locked' });
    await expect(ask('generator.history', {})).rejects.toMatchObject({ code: 'locked' });
  });
});

describe('what was made', () => {
  it('is kept, the newest first, also when the background died', async () => {
    await keep('first', 'example.org');
    machine.now += 1_000;
    await keep('second');
    const both = [
      { value: 'second', keptAt: machine.now },
      { value: 'first', keptAt: machine.now - 1_000, host: 'example.org' },
    ];
    expect(await kept()).toEqual(both);
    expect(machine.told.filter(({ type }) => type === 'generator')).toHaveLength(2);
    started();
    expect(await kept()).toEqual(both);
  });

  it('is kept sealed: nowhere on the disk as it reads', async () => {
    await keep('canary-of-the-generator', 'canary.example.org');
    const { records, snapshot } = machine.database;
    expect(read(records, snapshot, machine.local.values)).not.toContain('canary');
    expect(read(new Map([['id', { blob: Buffer.from('canary') }]]))).toContain('canary');
  });

  it('stands there once, used twice in a row', async () => {
    for (const value of ['one', 'one', 'two', 'one']) {
      machine.now += 1;
      await keep(value);
    }
    expect((await kept()).map(({ value }) => value)).toEqual(['one', 'two', 'one']);
  });

  it('is forgotten when a hundred came after', async () => {
    for (let i = 0; i < 102; i++) {
      machine.now += 1;
      await keep(`value ${String(i)}`);
    }
    const values = (await kept()).map(({ value }) => value);
    expect(values).toHaveLength(100);
    expect([values[0], values[99]]).toEqual(['value 101', 'value 2']);
  });

  it('is forgotten when somebody says so', async () => {
    await keep('one');
    await ask('generator.clear', {});
    expect(await kept()).toEqual([]);
    await keep('two');
    expect((await kept()).map(({ value }) => value)).toEqual(['two']);
  });

  it('is no item, and nothing that a search finds', async () => {
    await keep('canary');
    expect(await ask('items.search', { query: 'canary', in: 'all', offset: 0, limit: 9 })).toMatchObject({
      rows: [],
      total: 0,
    });
  });
});

describe('the options', () => {
  it('are those that were used last', async () => {
    const options = { ...defaultOptions, kind: 'pin', pin: { length: 8 } } as const;
    await ask('generator.make', { options });
    expect((await ask('generator.make', {})).options).toEqual(defaultOptions);
    await ask('generator.keep', { value: '12345678', options });
    started();
    const made = await ask('generator.make', {});
    expect(made.options).toEqual(options);
    expect(made.value).toMatch(/^\d{8}$/);
  });

  const { characters, words, pin } = defaultOptions;
  const off = { on: false, atLeast: 0 };
  const five = { on: true, atLeast: 5 };
  type Options = NonNullable<InputOf<'generator.make'>['options']>;
  it.each<[string, object]>([
    ['NaN', { ...defaultOptions, pin: { length: NaN } }],
    ['a length beyond all reason', { ...defaultOptions, characters: { ...characters, length: 1e9 } }],
    ['half a character', { ...defaultOptions, characters: { ...characters, length: 12.5 } }],
    ['fewer than none', { ...defaultOptions, characters: { ...characters, digits: { on: true, atLeast: -1 } } }],
    [
      'no class at all',
      { ...defaultOptions, characters: { ...characters, lower: off, upper: off, digits: off, signs: off } },
    ],
    [
      'more than there is room for',
      {
        ...defaultOptions,
        characters: { ...characters, length: 19, lower: five, upper: five, digits: five, signs: five },
      },
    ],
    ['two words', { ...defaultOptions, words: { ...words, count: 2 } }],
    ['a separator of its own', { ...defaultOptions, words: { ...words, separator: '<script>' } }],
    ['a PIN of text', { ...defaultOptions, pin: { length: '6' } }],
    ['another kind', { ...defaultOptions, kind: 'emoji' }],
    ['more than we know', { ...defaultOptions, colour: 'blue' }],
    ['only a part', { kind: 'pin', pin }],
  ])('are refused: %s', async (_, options) => {
    await expect(ask('generator.make', { options: options as Options })).rejects.toThrow();
    await expect(ask('generator.keep', { value: 'x', options: options as Options })).rejects.toThrow();
    expect(await kept()).toEqual([]);
  });

  it('are taken at their bounds', async () => {
    const most = { ...characters, length: 20, lower: five, upper: five, digits: five, signs: five };
    expect((await ask('generator.make', { options: { ...defaultOptions, characters: most } })).value).toHaveLength(20);
  });
});
