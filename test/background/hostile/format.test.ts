import { beforeEach, expect, test } from 'vitest';
import { newPhraseWay } from '../../../src/vault/index.ts';
import { newPhrase, randomBytes } from '../../../src/crypto/index.ts';
import type { Bytes } from '../../../src/encoding/index.ts';
import { toBase64url } from '../../../src/encoding/index.ts';
import { pullAll } from '../../../src/sync/index.ts';
import type { Lie } from '../../hostile-store/index.ts';
import { answerLies, keyLies } from '../../hostile-store/index.ts';
import { withFixedRandom } from './fixed-random.ts';
import { quickStretch } from '../../support/quick-stretch.ts';
import { refusal } from '../../support/refusal.ts';
import { Browser, newAccount } from '../../support/synced.ts';
import { wayId } from '../../support/vaults.ts';
import { between } from '../support/hostile.ts';

/*
 * A store that claims another format changes nothing of what is written: with the same randomness, a browser that was told
 * so writes the same bytes as one that was not.
 */

const isClaim = ({ name, attack }: Lie): boolean => attack === 'claimed formats' || /^(no )?format/.test(name);
const claims = [...answerLies, ...keyLies].filter(isClaim);
const phrase = newPhrase();

/** All that leaves a browser, or lies in it, after a note, a way in with another name, another phrase, and an export. */
async function written(browser: Browser, seed: Bytes): Promise<string> {
  return withFixedRandom(seed, async () => {
    const { vault } = browser;
    const parts = vault.replica.exchange();
    const made: Bytes[] = [];
    const keep = async (): Promise<void> => void made.push((await parts.prepare())?.commit ?? randomBytes(0));
    const id = wayId(vault, 'phrase');
    await browser.changeWaysBy({ add: newPhraseWay(phrase, 'Next'), remove: id }, keep);
    await browser.write('note');
    await vault.ways.rename(id, 'Renamed');
    await keep();
    made.push(await vault.backup.exportSealed('a password', quickStretch));
    const { header, records, snapshot } = browser.disk;
    return JSON.stringify([made, header, [...records], snapshot], (_, value: unknown) =>
      value instanceof Uint8Array ? toBase64url(Uint8Array.from(value)) : value,
    );
  });
}

let told: Browser;
let untold: Browser;

beforeEach(async () => {
  const account = await newAccount();
  told = await Browser.first(account, 'laptop');
  await told.write('before');
  await told.sync();
  untold = await Browser.of(account, 'laptop', told.disk.copy());
  await untold.unlock();
});

test('what is written stays the same to the byte, whatever format a store claims', async () => {
  const hostile = between(told);
  for (const claim of claims) {
    hostile.tell(claim);
    await refusal(told.client.identify());
    await refusal(told.sync());
    await refusal(pullAll(told.client, undefined));
    expect(hostile.lied, claim.name).toBeGreaterThan(0);
  }
  hostile.tell(undefined);
  const seed = randomBytes(32);
  const bytes = await written(told, seed);
  expect(bytes).toBe(await written(untold, seed));
});

test('with other randomness it is not', async () => {
  expect(await written(told, randomBytes(32))).not.toBe(await written(untold, randomBytes(32)));
});
