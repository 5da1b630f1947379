import { expect, it } from 'vitest';
import { clearHistory, keepValue, keptValues } from '../../../src/background/generator/kept.ts';
import type { OpenVault } from '../../../src/vault/index.ts';
import { Browser, newAccount } from '../../support/synced.ts';

const values = async (vault: OpenVault) => (await keptValues(vault)).map(({ value }) => value);

it('two browsers that make values apart keep both, and forget together', async () => {
  const account = await newAccount();
  const one = await Browser.first(account);
  const other = await Browser.joining(account, 'other');

  // Neither has the record: no common base.
  await keepValue(one.vault, { value: 'a', until: 1 });
  await keepValue(other.vault, { value: 'b', until: 2 });
  await together(one, other);
  expect(await values(one.vault)).toEqual(['b', 'a']);
  expect(await values(other.vault)).toEqual(['b', 'a']);

  // Onto a common base, one of them forgetting.
  await clearHistory(one.vault);
  await keepValue(other.vault, { value: 'c', until: 3 });
  await together(one, other);
  expect(await values(one.vault)).toEqual(['c']);
  expect(await values(other.vault)).toEqual(['c']);
});

async function together(one: Browser, other: Browser): Promise<void> {
  for (const browser of [one, other, one]) await browser.sync();
}
