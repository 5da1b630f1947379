import { describe, expect, test } from 'vitest';
import { kdf, sign, signingKeyPair } from '../../src/crypto/index.ts';
import { fromBase64url, toBase64url } from '../../src/encoding/index.ts';
import { askEvaluation, openEscrow, stretchAnswers } from '../../src/recovery/index.ts';
import {
  cancelRecovery,
  evaluateInRecovery,
  listen,
  lookAtRecovery,
  openRecovery,
  sendRecoveryCode,
  signInByKey,
  vetoRecovery,
} from '../../src/sync/index.ts';
import type { EscrowBox, RecoveryNews } from '../../src/wire/index.ts';
import { DAY, answers, letterTo, questions } from '../server/support/recovery.ts';
import { quickStretch } from '../support/quick-stretch.ts';
import { inProcess } from '../support/in-process.ts';
import { refusal } from '../support/refusal.ts';
import type { HeldStore } from './support/app.ts';
import { holdStore } from './support/app.ts';
import { changing } from './support/between.ts';
import { escrowOwner } from './support/escrow.ts';
import { soon } from './support/soon.ts';

async function owner(store: HeldStore) {
  return escrowOwner(await store.newClient(), () => store.mails);
}

describe('getting back by answers, by our own client', () => {
  test('from the address to the session', async () => {
    const store = await holdStore();
    const { secret, address, account, slot, client: ownClient } = await owner(store);
    const client = await store.newClient();
    const recovery = await openRecovery(client, ` <${address.toUpperCase()}> `, 'en');
    expect(await lookAtRecovery(client, recovery)).toEqual({ state: 'asked' });
    expect(await refusal(sendRecoveryCode(client, recovery, 'AAAAAAAA'))).toBe('code-refused');
    const { code } = letterTo(store.mails, address);
    expect(await sendRecoveryCode(client, recovery, code)).toMatchObject({ state: 'waiting', questions });
    expect(await ownClient.ask('recoveries')).toMatchObject({ open: [{ recovery }] });
    store.clock.forward(DAY);
    const state = await lookAtRecovery(client, recovery);
    if (state.state !== 'open') throw new Error(state.state);
    const box: EscrowBox = { ...state, salt: fromBase64url(state.salt), box: fromBase64url(state.box) };
    const stretched = await stretchAnswers(box, answers, quickStretch);
    const { blind, blinded } = askEvaluation(stretched);
    const { evaluated, left } = await evaluateInRecovery(client, recovery, blinded);
    expect(left).toBe(9);
    const back = await openEscrow(state, box, { stretched, blind, evaluated });
    expect(back).toEqual(secret);
    const signedIn = await signInByKey(client, kdf(back ?? secret, 'slot/sign'));
    expect(signedIn.account).toBe(account);
    expect(state.slot).toBe(slot);
    expect((await client.vault()).slots).toHaveLength(5);
  });

  test('a door key that is none is the store’s answer, and proves nothing to it', async () => {
    const store = await holdStore();
    const { address } = await owner(store);
    const none = toBase64url(new Uint8Array(32));
    const client = await store.newClient({ fetch: changing(inProcess(store.app), 'doorKey', none) });
    const recovery = await openRecovery(client, address, 'en');
    const { code } = letterTo(store.mails, address);
    expect(await refusal(sendRecoveryCode(client, recovery, code))).toBe('store-answer');
    expect(await refusal(lookAtRecovery(client, recovery))).toBe('store-answer');
    // The same by the door key that the store has.
    const right = await store.newClient();
    expect(
      await sendRecoveryCode(right, await openRecovery(right, address, 'en'), letterTo(store.mails, address).code),
    ).toMatchObject({ state: 'waiting' });
  });

  test('is told to whoever listens, at the beginning and at the end', async () => {
    const store = await holdStore();
    const { client, address } = await owner(store);
    const told: RecoveryNews[] = [];
    const stopping = new AbortController();
    const hears = { head: () => undefined, recovery: (news: RecoveryNews) => told.push(news) };
    const listening = listen(client, hears, stopping.signal);
    const asker = await store.newClient();
    const recovery = await openRecovery(asker, address, 'en');
    await sendRecoveryCode(asker, recovery, letterTo(store.mails, address).code);
    await soon(() => expect(told.at(-1)).toEqual({ open: 1 }));
    const later: RecoveryNews[] = [];
    const also = listen(client, { ...hears, recovery: (news) => later.push(news) }, stopping.signal);
    await soon(() => expect(later).toEqual([{ open: 1 }]));
    await cancelRecovery(asker, recovery);
    await soon(() => expect([told.at(-1), later.at(-1)]).toEqual([{ open: 0 }, { open: 0 }]));
    stopping.abort(new Error('locked'));
    await expect(Promise.all([listening, also])).rejects.toThrow('locked');
    await also.catch(() => undefined);
  });

  test('a veto by a listed device, and the asker’s own end', async () => {
    const store = await holdStore();
    const { client, person, account, address } = await owner(store);
    const asker = await store.newClient();
    const recovery = await openRecovery(asker, address, 'de');
    await sendRecoveryCode(asker, recovery, letterTo(store.mails, address).code);
    const { id: device, signing } = person.device;
    const veto = { account, recovery, device, sign: (message: Uint8Array<ArrayBuffer>) => sign(signing, message) };
    const other = await signingKeyPair();
    const forged = { ...veto, sign: (message: Uint8Array<ArrayBuffer>) => sign(other.privateKey, message) };
    expect(await refusal(vetoRecovery(client, forged))).toBe('author-refused');
    await vetoRecovery(client, veto);
    expect(await lookAtRecovery(asker, recovery)).toEqual({ state: 'over', why: 'stopped' });
    const again = await openRecovery(asker, address, 'de');
    await sendRecoveryCode(asker, again, letterTo(store.mails, address).code);
    await cancelRecovery(asker, again);
    expect(await lookAtRecovery(asker, again)).toEqual({ state: 'over', why: 'cancelled' });
  });

  test('a clock that is a day off is no hindrance, and another key is none of this recovery', async () => {
    const store = await holdStore();
    const { address } = await owner(store);
    const late = await store.newClient({ clock: () => store.clock.now() - DAY });
    const recovery = await openRecovery(late, address, 'en');
    await sendRecoveryCode(late, recovery, letterTo(store.mails, address).code);
    // Nothing was asked by this client yet: it learns the time by being refused.
    const restarted = await store.newClient({ clock: () => store.clock.now() + DAY, key: late.key });
    expect(await lookAtRecovery(restarted, recovery)).toMatchObject({ state: 'waiting' });
    const stranger = await store.newClient();
    expect(await refusal(lookAtRecovery(stranger, recovery))).toBe('recovery-refused');
    expect(toBase64url(stranger.key.publicKey)).not.toBe(toBase64url(late.key.publicKey));
  });
});
