import { describe, expect, test } from 'vitest';
import { agreementKeyPair, newId, randomBytes } from '../../../src/crypto/index.ts';
import type { KeyPair } from '../../../src/crypto/index.ts';
import type { Bytes, Id } from '../../../src/encoding/index.ts';
import { fromBase64url, fromId, toBase64url } from '../../../src/encoding/index.ts';
import { signKeyOf } from '../../../src/keys/index.ts';
import { meetingOf, openOrganisationAnswer, requestCode, sealToOrganisation } from '../../../src/recovery/index.ts';
import { endpoints } from '../../../src/wire/index.ts';
import { TestOrganisation } from '../../recovery/support/organisation.ts';
import type { Answer } from '../support/client.ts';
import { codeOf, read } from '../support/client.ts';
import { testSlot } from '../support/device.ts';
import { Asker, DAY, EscrowOwner } from '../support/recovery.ts';
import { filesOf, openStore, temporaryFolder } from '../support/store.ts';

interface Enrolled {
  readonly owner: EscrowOwner;
  readonly acme: TestOrganisation;
  readonly slot: Id;
  readonly secret: Bytes;
  readonly seal: Bytes;
}

async function enrolled(folder = temporaryFolder()): Promise<Enrolled> {
  const acme = await TestOrganisation.make();
  const owner = await EscrowOwner.at(await openStore({ LATCHKEY_ORGANISATION_KEY: acme.published }, folder));
  const [secret, slot] = [randomBytes(32), newId()];
  const seal = await sealToOrganisation({ account: owner.person.account, slot }, acme.key, secret);
  const organisation = { slot, signKey: toBase64url(await signKeyOf(secret)), seal: toBase64url(seal) };
  const slots = [testSlot('organisation', slot)];
  expect(codeOf(await owner.commitSlots(slots, { organisation }))).toBe('malformed');
  const proof = await owner.proof();
  expect(codeOf(await owner.commitSlots(slots, { organisation: { ...organisation, proof } }))).toBeUndefined();
  return { owner, acme, slot, secret, seal };
}

async function asks({ owner }: Enrolled): Promise<{ asker: Asker; shareKey: KeyPair; meeting: Id }> {
  const shareKey = await agreementKeyPair();
  const asker = await Asker.open(owner.store, owner.address, toBase64url(shareKey.publicKey), 'organisation');
  expect(codeOf(await asker.code())).toBeUndefined();
  const meeting = meetingOf(requestCode(shareKey.publicKey, owner.person.account));
  expect(codeOf(await asker.ask('meet', fromId(meeting), { meeting }))).toBeUndefined();
  return { asker, shareKey, meeting };
}

async function look({ owner: { store } }: Enrolled, meeting: Id): Promise<Answer> {
  return (await store.client()).ask(endpoints.recoveryMeeting.path, { json: { meeting } });
}

describe('a recovery by an organisation', () => {
  test('hands the seal to whoever has the code, and lets in past its wait by what the organisation answers', async () => {
    const all = await enrolled();
    const { owner, acme, slot, seal } = all;
    const { asker, shareKey, meeting } = await asks(all);
    const told = read(await look(all, meeting), endpoints.recoveryMeeting.answer);
    expect(told).toMatchObject({ account: owner.person.account, organisation: { slot, seal: toBase64url(seal) } });
    const request = { account: told.account, slot, shareKey: shareKey.publicKey, seal };
    const answer = (await acme.answer(request)) ?? randomBytes(0);
    const json = { meeting, share: toBase64url(answer) };
    expect(codeOf(await (await owner.store.client()).ask(endpoints.recoveryHand.path, { json }))).toBeUndefined();
    const met = read(await asker.ask('meet', fromId(meeting), { meeting }), endpoints.recoveryMeet.answer);
    const [came = ''] = met.shares;
    const opened = await openOrganisationAnswer({ account: told.account, shareKey }, fromBase64url(came));
    expect(opened).toEqual({ name: 'Acme Rope Works', secret: all.secret });
    expect(codeOf(await asker.signIn(all.secret))).toBe('signin-refused');
    owner.store.clock.forward(DAY);
    expect(await asker.look()).toMatchObject({ state: 'gathering', isOpen: true, slot });
    const other = await Asker.open(owner.store, owner.address);
    expect(codeOf(await other.signIn(all.secret))).toBe('signin-refused');
    expect(codeOf(await asker.signIn(all.secret))).toBeUndefined();
  });

  test('is told to the account’s browsers, stopped by them, and then found by nobody', async () => {
    const all = await enrolled();
    const { owner, slot } = all;
    const { asker, meeting } = await asks(all);
    expect(await owner.recoveries()).toMatchObject({
      ...{ escrow: null, trustees: null, organisation: { slot } },
      open: [{ recovery: asker.recovery, by: 'organisation' }],
    });
    owner.store.clock.forward(DAY);
    await owner.person.signInByPhrase(owner.client);
    expect(codeOf(await owner.veto(asker.recovery))).toBeUndefined();
    expect(codeOf(await look(all, meeting))).toBe('not-found');
    expect(codeOf(await asker.signIn(all.secret))).toBe('signin-refused');
    // It goes with its slot.
    await owner.commitSlots([]);
    expect(await owner.recoveries()).toMatchObject({ organisation: null, open: [] });
  });

  test('is another one than by trustees: nothing of the seal is told there', async () => {
    const all = await enrolled();
    const { owner } = all;
    const shareKey = toBase64url((await agreementKeyPair()).publicKey);
    const slot = newId();
    const trustees = { slot, signKey: toBase64url(randomBytes(32)) };
    const slots = [testSlot('organisation', all.slot), testSlot('trustees', slot)];
    expect(codeOf(await owner.commitSlots(slots, { trustees }))).toBeUndefined();
    const asker = await Asker.open(owner.store, owner.address, shareKey);
    await asker.code();
    const meeting = newId();
    await asker.ask('meet', fromId(meeting), { meeting });
    const told = read(await look(all, meeting), endpoints.recoveryMeeting.answer);
    expect(told).not.toHaveProperty('organisation');
  });

  test('lies under the root at the store, which tells the organisation’s key to its accounts', async () => {
    const folder = temporaryFolder();
    const { owner, acme, seal, slot } = await enrolled(folder);
    const answer = await owner.client.call(endpoints.recoveryOrganisation.path, {}, owner.time);
    expect(read(answer, endpoints.recoveryOrganisation.answer)).toEqual({ key: acme.published });
    await owner.store.close();
    const files = filesOf(folder);
    // The control: what isn't sealed is there.
    expect([
      ...[fromId(slot), seal].map((one) => files.includes(Buffer.from(one))),
      files.includes(toBase64url(seal)),
    ]).toEqual([true, false, false]);
  });

  test('is offered nowhere without a key', async () => {
    const owner = await EscrowOwner.at(await openStore());
    const answer = await owner.client.call(endpoints.recoveryOrganisation.path, {}, owner.time);
    expect(read(answer, endpoints.recoveryOrganisation.answer)).toEqual({ key: null });
  });
});
