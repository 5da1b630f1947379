import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { generate } from '../../src/items/generator/generate.ts';
import { defaultOptions } from '../../src/items/generator/options.ts';
import { rulesFor } from '../../src/items/generator/site-list.ts';
import { breaches } from '../items/generator/rule-check.ts';
import { seeded } from '../items/generator/seeded.ts';
import { describeForeign, readJson } from './support/folder.ts';

describeForeign('the published password rules of sites', () => {
  const published = readJson('password-rules/password-rules.json') as Record<
    string,
    { readonly 'password-rules': string }
  >;
  const texts = Object.fromEntries(Object.entries(published).map(([domain, one]) => [domain, one['password-rules']]));

  it('are what we ship', () => {
    expect(JSON.parse(readFileSync('public/generator/site-rules.json', 'utf8'))).toEqual(texts);
  });

  it.each(Object.entries(texts))('%s is kept: %s', async (domain, text) => {
    const site = rulesFor(texts, `accounts.${domain}`)?.rules;
    expect(site).toBeDefined();
    for (let i = 0; i < 8; i++) {
      const characters = { ...defaultOptions.characters, length: 5 + i * 4 };
      const sources = { random: seeded(`${domain} ${String(i)}`), words: () => Promise.resolve([]), site };
      const { value } = await generate({ ...defaultOptions, characters }, sources);
      expect(breaches(text, value), value).toEqual([]);
    }
  });
});
