import { describe, expect, test } from 'vitest';
import { toUtf8 } from '../../../src/encoding/index.ts';
import { endpoints, secondProofValue } from '../../../src/wire/index.ts';
import { TestAuthenticator } from '../support/authenticator.ts';
import type { Answer } from '../support/client.ts';
import { codeOf, read } from '../support/client.ts';
import { Folder } from '../support/folder.ts';
import { Asker, DAY, EscrowOwner, textTo } from '../support/recovery.ts';
import { filesOf, openStore } from '../support/store.ts';

const number = '+4915112345678';
const MINUTE = 60_000;

async function withFactor(environment: Readonly<Record<string, string>> = {}) {
  const store = await openStore(environment);
  const owner = await EscrowOwner.at(store);
  expect(codeOf(await owner.setUp({ second: { kind: 'factor' } }))).toBeUndefined();
  return { store, owner, open: () => Asker.open(owner.store, owner.address) };
}

async function withNumber() {
  const store = await openStore({ LATCHKEY_SMS: 'print' });
  const owner = await EscrowOwner.at(store);
  const second = { kind: 'sms', ...(await owner.numberProof(number)) };
  expect(codeOf(await owner.setUp({ second }))).toBeUndefined();
  return { store, owner, open: () => Asker.open(owner.store, owner.address) };
}

describe('a recovery that asks for the account’s own second factor', () => {
  test('waits for nothing, and tells nobody, before it is there', async () => {
    const { store, owner, open } = await withFactor();
    const asker = await open();
    expect(codeOf(await asker.second('totp', owner.person.code()))).toBe('second-factor-refused');
    const answer = read(await asker.code(), endpoints.recoveryCode.answer);
    const awaited = { state: 'second', by: ['totp', 'key', 'backup'], keys: [owner.person.authenticator.credential] };
    expect(answer).toEqual(awaited);
    expect((await owner.recoveries()).open).toEqual([]);
    store.clock.forward(DAY / 100);
    expect(await asker.look()).toEqual(awaited);
    const waiting = read(await asker.second('totp', owner.person.code()), endpoints.recoverySecond.answer);
    expect(waiting).toMatchObject({ state: 'waiting' });
    expect((await owner.recoveries()).open).toHaveLength(1);
    expect(await owner.recoveries()).toMatchObject({ escrow: { second: 'factor' } });
    store.clock.forward(DAY);
    expect(await asker.try()).toEqual(owner.escrow.secret);
  });

  test('takes a backup code instead, which is used up by it', async () => {
    const { owner, open } = await withFactor();
    const asker = await open();
    await asker.code();
    const code = owner.person.codes[0] ?? '';
    expect(codeOf(await asker.second('backup', code))).toBeUndefined();
    const again = await open();
    await again.code();
    expect(codeOf(await again.second('backup', code))).toBe('second-factor-refused');
    expect(codeOf(await again.second('backup', owner.person.codes[1] ?? ''))).toBeUndefined();
  });

  test('takes a passkey that signed for this recovery, store and door key, by somebody it knew', async () => {
    const { owner, open } = await withFactor();
    const { authenticator } = owner.person;
    const asker = await open();
    await asker.code();
    const other = await open();
    await other.code();
    const refused = async (given: Promise<Answer>) => expect(codeOf(await given)).toBe('second-factor-refused');
    await refused(asker.key(authenticator.get(other.binding)));
    await refused(asker.key(authenticator.get(asker.bindingAt({ origin: toUtf8('https://elsewhere.example') }))));
    await refused(asker.key(authenticator.get(asker.bindingAt({ doorKey: other.client.requestKey.publicKey }))));
    await refused(asker.key(new TestAuthenticator().get(asker.binding)));
    // Before the fifth: the same passkey without a finger or PIN, in the other recovery.
    await refused(other.key(authenticator.get(other.binding, { flags: 0x01 })));
    const right = authenticator.get(asker.binding);
    expect(read(await asker.key(right), endpoints.recoverySecond.answer)).toMatchObject({ state: 'waiting' });
    await refused(other.key(right));
    await refused(asker.key(right));
    expect((await owner.recoveries()).open).toHaveLength(1);
    expect(read(await other.key(authenticator.get(other.binding)), endpoints.recoverySecond.answer)).toMatchObject({
      state: 'waiting',
    });
  });

  test('binds the assertion to the request: another’s put into it is no request of the asker', async () => {
    const { owner, open } = await withFactor();
    const asker = await open();
    await asker.code();
    const assertion = owner.person.authenticator.get(asker.binding);
    const proof = { kind: 'key', assertion } as const;
    const value = secondProofValue({ ...proof, assertion: new TestAuthenticator().get(asker.binding) });
    expect(codeOf(await asker.ask('second', value, { proof }))).toBe('recovery-refused');
    expect(codeOf(await asker.ask('second', secondProofValue(proof), { proof }))).toBeUndefined();
  });

  test('refuses wrong ones alike, five times, over restarts, and is over half an hour later', async () => {
    const folder = await Folder.make();
    const owner = await EscrowOwner.at(folder.store);
    expect(codeOf(await owner.setUp({ second: { kind: 'factor' } }))).toBeUndefined();
    const asker = await Asker.open(folder.store, owner.address);
    await asker.code();
    for (const wrong of ['000000', '111111', '222222']) {
      expect(codeOf(await asker.second('totp', wrong))).toBe('second-factor-refused');
    }
    expect(codeOf(await asker.second('sms', 'AAAAAAAA'))).toBe('second-factor-refused');
    await folder.reopen();
    expect(codeOf(await asker.second('backup', 'AAAAAAAAAAAA'))).toBe('second-factor-refused');
    expect(codeOf(await asker.second('totp', '333333'))).toBe('second-factor-refused');
    // By now the right one is too late.
    expect(codeOf(await asker.second('backup', owner.person.codes[0] ?? ''))).toBe('second-factor-refused');
    const next = await Asker.open(folder.store, owner.address);
    await next.code();
    folder.forward(31 * MINUTE);
    expect(await next.look()).toEqual({ state: 'over', why: 'expired' });
    expect(codeOf(await next.second('backup', owner.person.codes[0] ?? ''))).toBe('second-factor-refused');
  });

  test('is taken by the browser alone that has the mailed code', async () => {
    const { owner, open } = await withFactor();
    const [asker, thief] = [await open(), await open()];
    await thief.code();
    const request = asker.client.requestKey;
    expect(
      codeOf(
        await thief.ask(
          'second',
          new Uint8Array(),
          { proof: { kind: 'backup', code: owner.person.codes[0] } },
          request,
        ),
      ),
    ).toBe('recovery-refused');
    expect(codeOf(await asker.second('backup', owner.person.codes[0] ?? ''))).toBe('second-factor-refused');
  });

  test('can’t be set up where there is none', async () => {
    const store = await openStore();
    const owner = await EscrowOwner.at(store, { phrase: true });
    expect(codeOf(await owner.setUp({ second: { kind: 'factor' } }))).toBe('second-factor-needed');
    expect(codeOf(await owner.setUp())).toBeUndefined();
  });
});

describe('a recovery that asks for a text message', () => {
  test('sends one to the number that was proven, and is waited by its code', async () => {
    const { store, owner, open } = await withNumber();
    const asker = await open();
    expect(codeOf(await asker.sms(number))).toBe('recovery-refused');
    expect(read(await asker.code(), endpoints.recoveryCode.answer)).toEqual({ state: 'second', by: ['sms'], keys: [] });
    const before = store.mails.length;
    // Another number is answered alike, and nothing is sent.
    expect(codeOf(await asker.sms('+4915100000000'))).toBeUndefined();
    expect(store.mails).toHaveLength(before);
    expect(codeOf(await asker.sms(number))).toBeUndefined();
    const first = textTo(store.mails, number);
    expect(codeOf(await asker.sms(number))).toBeUndefined();
    const second = textTo(store.mails, number);
    expect(second).not.toBe(first);
    expect(codeOf(await asker.sms(number))).toBe('too-many-attempts');
    expect(codeOf(await asker.second('sms', first))).toBe('second-factor-refused');
    expect(codeOf(await asker.second('sms', second))).toBeUndefined();
    expect(await asker.look()).toMatchObject({ state: 'waiting' });
    expect((await owner.recoveries()).open).toHaveLength(1);
  });

  test('keeps the number as a keyed hash, and writes it into no log', async () => {
    const { store, open } = await withNumber();
    const asker = await open();
    await asker.code();
    await asker.sms(number);
    for (const spelled of [number, number.slice(1)]) {
      expect(filesOf(store.folder).includes(spelled)).toBe(false);
      expect(store.logged.join('')).not.toContain(spelled);
    }
    // The same files do hold what lies in the clear.
    expect(filesOf(store.folder).includes('recoveries')).toBe(true);
  });

  test('takes a number that is proven, and no other account’s ticket', async () => {
    const store = await openStore({ LATCHKEY_SMS: 'print' });
    const [owner, other] = [await EscrowOwner.at(store), await EscrowOwner.at(store)];
    const proof = await other.numberProof(number);
    expect(codeOf(await owner.setUp({ second: { kind: 'sms', ...proof } }))).toBe('code-refused');
    const own = await owner.numberProof(number);
    expect(codeOf(await owner.setUp({ second: { kind: 'sms', ...own, code: 'AAAAAAAA' } }))).toBe('code-refused');
    // That of an address proves no number.
    const address = await owner.proof();
    expect(codeOf(await owner.setUp({ second: { kind: 'sms', ...address } }))).toBe('code-refused');
  });

  test('is told of a wrong code where it is typed, so many times an hour, and the right one still counts', async () => {
    const store = await openStore({ LATCHKEY_SMS: 'print', LATCHKEY_ATTEMPTS_PER_HOUR: '12' });
    const [owner, other] = [await EscrowOwner.at(store), await EscrowOwner.at(store)];
    const proof = await owner.numberProof(number);
    const tried = async (json: object, by = owner) =>
      codeOf(await by.client.call(endpoints.recoveryNumberCode.path, { json }, by.time));
    expect(await tried({ ...proof, code: 'AAAAAAAA' })).toBe('code-refused');
    expect(await tried(proof)).toBeUndefined();
    expect(await tried(proof)).toBeUndefined();
    expect(await tried(proof)).toBe('too-many-attempts');
    // Somebody else’s ticket proves nothing to them, and their tries are their own.
    expect(await tried(proof, other)).toBe('code-refused');
    expect(codeOf(await owner.setUp({ second: { kind: 'sms', ...proof } }))).toBeUndefined();
  });

  test('is offered by no store that sends none', async () => {
    const store = await openStore();
    const owner = await EscrowOwner.at(store);
    const json = { number, language: 'en' };
    expect(codeOf(await owner.client.call(endpoints.recoveryNumber.path, { json }, owner.time))).toBe('sms-off');
    expect(read(await owner.client.ask('/v1/store'), endpoints.store.answer).sms).toBe(false);
  });
});
