import { expect, it } from 'vitest';
import { agreementKeyPair } from '../../../src/crypto/index.ts';
import { toBase64url } from '../../../src/encoding/index.ts';
import { Person } from '../support/person.ts';
import type { Browser } from '../support/person.ts';
import { choose, handed, meet, numberOf } from './linking.ts';

/** Somebody between this browser and the store, who puts a door key of theirs in the place of the store's wherever it is told. */
async function between({ machine }: Browser): Promise<void> {
  const theirs = toBase64url((await agreementKeyPair()).publicKey);
  const honest = machine.fetch;
  machine.fetch = async (url, init) => {
    const response = await honest(url, init);
    if (response.headers.get('content-type') !== 'application/json') return response;
    const text = (await response.text()).replace(/"doorKey":"[^"]*"/g, `"doorKey":"${theirs}"`);
    return new Response(text, { status: response.status, headers: response.headers });
  };
}

it('a new browser that was told another door key than the old one has is not let in, and writes nothing', async () => {
  const person = await Person.arrive();
  const old = await person.settledBrowser();
  const fresh = person.browser();
  await between(fresh);
  const { showing, reading, number } = await meet(person, old, fresh);
  await choose(old, reading, numberOf(number));
  expect(await fresh.ask('link.shown', { ticket: showing })).toEqual({ at: 'failed', code: 'link-forged' });
  expect(await fresh.ask('status', {})).toMatchObject({ vault: 'none' });
  // The control: nothing else was wrong with it.
  expect(await handed(person, old, person.browser())).toBeTruthy();
});
