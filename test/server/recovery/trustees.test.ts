import { describe, expect, test } from 'vitest';
import { agreementKeyPair, kdf, newId, oprfBlind, randomBytes, signingKeyPair } from '../../../src/crypto/index.ts';
import type { Bytes, Id } from '../../../src/encoding/index.ts';
import { fromId, toBase64url } from '../../../src/encoding/index.ts';
import { endpoints, MOST_HANDED } from '../../../src/wire/index.ts';
import type { Answer } from '../support/client.ts';
import { codeOf, read } from '../support/client.ts';
import { testSlot } from '../support/device.ts';
import { Asker, DAY, EscrowOwner } from '../support/recovery.ts';
import type { TestStore } from '../support/store.ts';
import { openStore } from '../support/store.ts';

/** A sealed share is bytes to a store. */
const someShare = (): string => toBase64url(randomBytes(2_128));

interface Gathering {
  readonly owner: EscrowOwner;
  readonly asker: Asker;
  readonly secret: Bytes;
  readonly shareKey: string;
}

/** An owner with trustees, and a browser that has nothing, past its code. */
async function gathering(): Promise<Gathering> {
  const owner = await EscrowOwner.at(await openStore());
  const [secret, slot] = [randomBytes(32), newId()];
  const { publicKey } = await signingKeyPair(kdf(secret, 'slot/sign'));
  const trustees = { slot, signKey: toBase64url(publicKey), proof: await owner.proof() };
  expect(codeOf(await owner.commitSlots([testSlot('trustees', slot)], { trustees }))).toBeUndefined();
  const shareKey = toBase64url((await agreementKeyPair()).publicKey);
  const asker = await Asker.open(owner.store, owner.address, shareKey);
  expect(codeOf(await asker.code())).toBeUndefined();
  return { owner, asker, secret, shareKey };
}

const meet = (asker: Asker, meeting: Id): Promise<Answer> => asker.ask('meet', fromId(meeting), { meeting });
const look = ({ store }: EscrowOwner, meeting: Id): Promise<Answer> =>
  ask(store, endpoints.recoveryMeeting.path, { meeting });
const hand = ({ store }: EscrowOwner, meeting: Id, share: string): Promise<Answer> =>
  ask(store, endpoints.recoveryHand.path, { meeting, share });

async function ask(store: TestStore, path: string, json: object): Promise<Answer> {
  return (await store.client()).ask(path, { json });
}

describe('a recovery by trustees', () => {
  test('signs in past its wait alone, by the key that opened it', async () => {
    const { owner, asker, secret } = await gathering();
    expect(codeOf(await asker.signIn(secret))).toBe('signin-refused');
    owner.store.clock.forward(DAY);
    const other = await Asker.open(owner.store, owner.address);
    expect(codeOf(await other.signIn(secret))).toBe('signin-refused');
    expect(codeOf(await asker.signIn(randomBytes(32)))).toBe('signin-refused');
    expect(codeOf(await asker.signIn(secret))).toBeUndefined();
  });

  test('signs in no more once it was stopped, and nobody is found by its code', async () => {
    const { owner, asker, secret } = await gathering();
    const meeting = newId();
    await meet(asker, meeting);
    expect(codeOf(await look(owner, meeting))).toBeUndefined();
    owner.store.clock.forward(DAY);
    await owner.person.signInByPhrase(owner.client);
    expect(codeOf(await owner.veto(asker.recovery))).toBeUndefined();
    expect(codeOf(await asker.signIn(secret))).toBe('signin-refused');
    expect(codeOf(await look(owner, meeting))).toBe('not-found');
    expect(codeOf(await hand(owner, meeting, someShare()))).toBe('not-found');
    expect(codeOf(await meet(asker, meeting))).toBe('recovery-refused');
  });

  test('is found where it was named, once, and gives its shares to nobody else', async () => {
    const { owner, asker, shareKey } = await gathering();
    const [meeting, share] = [newId(), someShare()];
    expect(codeOf(await look(owner, meeting))).toBe('not-found');
    await meet(asker, meeting);
    const found = read(await look(owner, meeting), endpoints.recoveryMeeting.answer);
    expect(found).toMatchObject({ account: owner.person.account, shareKey });
    expect(codeOf(await meet(asker, newId()))).toBe('recovery-refused');
    await hand(owner, meeting, share);
    await hand(owner, meeting, share);
    expect(read(await meet(asker, meeting), endpoints.recoveryMeet.answer)).toEqual({ shares: [share] });
    const thief = (await owner.store.client()).requestKey;
    expect(codeOf(await asker.ask('meet', fromId(meeting), { meeting }, thief))).toBe('recovery-refused');
  });

  test('takes so many shares, of one length, and evaluates nothing', async () => {
    const { owner, asker } = await gathering();
    const meeting = newId();
    await meet(asker, meeting);
    expect(codeOf(await hand(owner, meeting, toBase64url(randomBytes(2_127))))).toBe('malformed');
    for (let at = 0; at < MOST_HANDED; at += 1) expect(codeOf(await hand(owner, meeting, someShare()))).toBeUndefined();
    expect(codeOf(await hand(owner, meeting, someShare()))).toBe('recovery-full');
    owner.store.clock.forward(DAY);
    expect(codeOf(await asker.evaluate(oprfBlind(randomBytes(32)).blinded))).toBe('recovery-refused');
  });

  test('is another one than by answers, at the same address; and trustees need no proof beside them', async () => {
    const owner = await EscrowOwner.at(await openStore());
    const slot = newId();
    const trustees = { slot, signKey: toBase64url(randomBytes(32)) };
    expect(codeOf(await owner.commitSlots([testSlot('trustees', slot)], { trustees }))).toBe('malformed');
    expect(codeOf(await owner.setUp())).toBeUndefined();
    const both = [testSlot('escrow', owner.slot), testSlot('trustees', slot)];
    expect(codeOf(await owner.commitSlots(both, { trustees }))).toBeUndefined();
    expect(await owner.recoveries()).toMatchObject({ escrow: { slot: owner.slot }, trustees: { slot } });
    const byAnswers = await Asker.open(owner.store, owner.address);
    await byAnswers.code();
    expect(await byAnswers.look()).toMatchObject({ state: 'waiting' });
    expect(codeOf(await meet(byAnswers, newId()))).toBe('recovery-refused');
    // They go with their slot.
    await owner.commitSlots([testSlot('escrow', owner.slot)]);
    expect(await owner.recoveries()).toMatchObject({ escrow: { slot: owner.slot }, trustees: null });
  });
});
