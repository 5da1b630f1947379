import { beforeEach, describe, expect, test } from 'vitest';
import { openCore } from '../../../src/vault/state/core.ts';
import { newPhraseWay } from '../../../src/vault/index.ts';
import { newId, newPhrase, randomBytes, signingKeyPair } from '../../../src/crypto/index.ts';
import type { Bytes } from '../../../src/encoding/index.ts';
import { readFrames } from '../../../src/encoding/index.ts';
import { keyringSlot, openSlotAmong, phraseSecret, sealSlot } from '../../../src/keys/index.ts';
import { pullAll } from '../../../src/sync/index.ts';
import type { Slot } from '../../../src/wire/index.ts';
import { endpoints, readCommit, readSlot, writeSlot } from '../../../src/wire/index.ts';
import type { HostileStore } from '../../hostile-store/index.ts';
import { overKeys } from '../../hostile-store/index.ts';
import type { Forger } from '../../support/forged-rotation.ts';
import { enlisting, itself, rotated, seedOf } from '../../support/forged-rotation.ts';
import { refusal } from '../../support/refusal.ts';
import type { Account } from '../../support/synced.ts';
import { Browser, newAccount } from '../../support/synced.ts';
import { between } from '../support/hostile.ts';
import { wayId } from '../../support/vaults.ts';

let account: Account;
let a: Browser;
let b: Browser;

beforeEach(async () => {
  account = await newAccount();
  a = await Browser.first(account, 'laptop');
  await a.write('note');
  b = await Browser.joining(account, 'desk');
  await a.sync();
});

const unlisted = async (): Promise<Forger> => ({ device: newId(), signing: (await signingKeyPair()).privateKey });

describe('a rotation by somebody who knows every key of the vault', () => {
  /** What comes of it in an open browser, in a locked one that gets in by the phrase, and in a new one. */
  async function told(forger: Forger): Promise<unknown[]> {
    const since = await rotated(await pullAll(b.client, b.vault.replica.status?.head), a, forger);
    const all = await rotated(await pullAll(b.client, undefined), a, forger);
    const locked = await Browser.of(account, 'locked', b.disk.copy());
    const fresh = await Browser.of(account, 'new');
    const outcome = async (browser: Browser, work: () => Promise<unknown>): Promise<unknown> => {
      const before = browser.stored();
      const came = await refusal(work());
      if (came !== 'taken') expect(browser.stored()).toEqual(before);
      return came;
    };
    const secret = phraseSecret(account.phrase);
    return [
      await outcome(b, () => b.vault.replica.exchange().follow(since)),
      await outcome(locked, () => locked.keeper.follow(since, wayId(a.vault, 'phrase'), secret)),
      await outcome(fresh, () => fresh.joinBy(all)),
    ];
  }

  test.each([
    ['on no list', unlisted],
    ['on no list, in the name of a device that is', async () => ({ ...(await unlisted()), device: a.vault.device.id })],
    ['that a former list key put on the list', () => enlisting(a, randomBytes(32))],
  ])('%s, is refused by everybody, and nothing is written', async (_, forger) => {
    expect(await told(await forger())).toEqual(['store-forged', 'store-forged', 'store-forged']);
  });

  /** A third browser, taken out by the first, as the second has seen; what it could sign with until then. */
  async function removed(): Promise<{ forger: Forger; listSeed: Bytes }> {
    const c = await Browser.joining(account, 'phone');
    await a.sync();
    const kept = { forger: await itself(c), listSeed: await seedOf(a, 'list-key') };
    await a.vault.devices.propose({ kind: 'removal', devices: [c.vault.device.id], reason: 'revoked' });
    await a.sync();
    await a.vault.devices.conclude();
    await expect(b.sync()).rejects.toMatchObject({ code: 'rotated-away' });
    await b.reopen();
    // With it goes its new slot: a rotation would open to it.
    await b.write('another note');
    await b.sync();
    await a.sync();
    return kept;
  }

  test.each([
    ['by a device that was removed', async () => (await removed()).forger],
    ['by one that its list key of then put back', async () => enlisting(a, (await removed()).listSeed)],
  ])('%s, is refused by everybody who has seen the removal', async (_, forger) => {
    const forged = await forger();
    expect(await told(forged)).toEqual(['store-forged', 'store-forged', 'store-forged']);
    expect(await told(await itself(a))).toEqual(['taken', 'taken', 'taken']);
  });

  test.each([
    ['by a device on the list', () => itself(a)],
    ['by one that the list key put there', async () => enlisting(a, await seedOf(a, 'list-key'))],
  ])('%s, is followed by everybody: nothing else was wrong with it', async (_, forger) => {
    expect(await told(await forger())).toEqual(['taken', 'taken', 'taken']);
    expect(b.vault.generation).toBe(2);
  });
});

describe('a slot of the store’s own, told to a browser in the middle of a rotation', () => {
  const secret = randomBytes(32);
  let planted: Slot;
  let hostile: HostileStore;

  /** The first try of the rotation meets another browser’s commit; with that comes the lie. */
  beforeEach(async () => {
    const parts = { account: account.id, generation: 1 };
    const known = await keyringSlot({ id: newId(), parameters: { kind: 'phrase' }, name: '', createdAt: 1 }, secret);
    planted = await sealSlot(randomBytes(32), parts, known);
    hostile = between(a);
    const send = a.meddle;
    a.meddle = async (url, init, honest) => {
      if (url.endsWith('/v1/commits') && hostile.lied === 0) {
        await b.changeWays({ add: newPhraseWay(newPhrase(), 'Second') });
        hostile.tell(
          overKeys({ name: 'a slot of its own', attack: 'enrolment' }, ({ keyring, slots }) => ({
            keyring,
            slots: [...slots, writeSlot(planted)],
          })),
        );
      }
      return send(url, init, honest);
    };
  });

  /** The slots of every commit that was sent. */
  const sent = (): Slot[][] =>
    hostile.asked
      .filter(({ url }) => url.pathname === endpoints.commit.path)
      .map(({ body }) => readCommit(readFrames(body, 2)[1] ?? body).slots?.map(readSlot) ?? []);

  test('is refused, and no rotation seals to it', async () => {
    const { slots, keyring, head } = a.disk.vault;
    await expect(a.newPhrase()).rejects.toMatchObject({ code: 'slot-tampered' });
    expect(hostile.lied).toBe(1);
    expect(a.disk.vault).toMatchObject({ slots, keyring, head });
    expect(sent()).toHaveLength(1);
    hostile.tell(undefined);
    a.meddle = (url, init) => hostile.fetch(url, init);
    await a.newPhrase();
    expect(a.vault.generation).toBe(2);
    const { keyring: ring } = await openCore(a.disk.vault, a.vault.masterKey);
    expect(sent()).toHaveLength(2);
    expect(
      sent()
        .at(-1)
        ?.map(({ id }) => id),
    ).toEqual(ring.slots.map(({ id }) => id));
    for (const slot of sent().flat()) {
      expect(slot.id).not.toBe(planted.id);
      expect(await openSlotAmong(slot, account.id, secret, { from: 1, to: 2 })).toBeNull();
    }
  });
});
