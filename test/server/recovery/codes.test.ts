import { describe, expect, test } from 'vitest';
import { agreementKeyPair } from '../../../src/crypto/index.ts';
import { bytes } from '../../../src/encoding/index.ts';
import { codeOf } from '../support/client.ts';
import { Asker, EscrowOwner, letterTo } from '../support/recovery.ts';
import { openStore } from '../support/store.ts';

const MINUTE = 60_000;

async function withEscrow(environment: Readonly<Record<string, string>> = {}) {
  const store = await openStore(environment);
  const owner = await EscrowOwner.at(store);
  expect(codeOf(await owner.setUp())).toBeUndefined();
  return { store, owner, open: () => Asker.open(owner.store, owner.address) };
}

describe('an address without an escrow', () => {
  test('is answered as one with, at every step', async () => {
    const { store, owner, open } = await withEscrow();
    const stranger = await EscrowOwner.at(store);
    const [known, unknown] = [await open(), await Asker.open(owner.store, stranger.address)];
    const nobody = await Asker.open(owner.store, 'nobody@example.org');
    for (const asker of [known, unknown, nobody]) {
      expect(asker.recovery).toHaveLength(22);
      expect(await asker.look()).toEqual({ state: 'asked' });
      for (let tries = 0; tries < 7; tries += 1) expect(codeOf(await asker.code('AAAAAAAA'))).toBe('code-refused');
      expect(await asker.look()).toEqual({ state: 'asked' });
      expect(codeOf(await asker.cancel())).toBeUndefined();
    }
    const mailed = store.mails.filter((mail) => !mail.includes(owner.address));
    expect(mailed).toEqual([]);
  });

  test('cannot be tried out: mails to one address are few, whoever asks', async () => {
    const { owner, open } = await withEscrow({ LATCHKEY_ATTEMPTS_PER_HOUR: '20' });
    const refused = async (address: string): Promise<number> => {
      for (let times = 0; times < 12; times += 1) {
        const client = await owner.store.client();
        const json = { address, language: 'en', requestKey: client.publicKey };
        if (codeOf(await client.ask('/v1/recovery/open', { json })) === 'too-many-attempts') return times;
      }
      return 12;
    };
    // One went to the owner when the escrow was set up.
    expect(await refused(owner.address)).toBe(4);
    expect(await refused('nobody@example.org')).toBe(5);
    owner.store.clock.forward(60 * MINUTE);
    await open();
  });
});

describe('a mailed code', () => {
  test('is good in its recovery, five tries and thirty minutes long', async () => {
    const { store, owner, open } = await withEscrow();
    const first = await open();
    const { code } = letterTo(store.mails, owner.address);
    const second = await open();
    const newer = letterTo(store.mails, owner.address).code;
    expect(newer).not.toBe(code);
    expect(codeOf(await second.code(code))).toBe('code-refused');
    expect(codeOf(await first.code(newer))).toBe('code-refused');
    expect(codeOf(await first.code(code))).toBeUndefined();
    // The same again, its answer lost: nothing is begun twice.
    expect(codeOf(await first.code(code))).toBeUndefined();
    expect((await owner.recoveries()).open).toHaveLength(1);
    for (let tries = 1; tries < 5; tries += 1) expect(codeOf(await second.code('AAAAAAAA'))).toBe('code-refused');
    expect(codeOf(await second.code(newer))).toBe('code-refused');
    const late = await open();
    store.clock.forward(30 * MINUTE);
    expect(codeOf(await late.code())).toBe('code-refused');
    const again = await open();
    store.clock.forward(29 * MINUTE);
    expect(codeOf(await again.code())).toBeUndefined();
  });

  test('is of no use without the key that opened the recovery, or with another time', async () => {
    const { store, owner, open } = await withEscrow();
    const asker = await open();
    const { code } = letterTo(store.mails, owner.address);
    const other = await agreementKeyPair();
    const value = new TextEncoder().encode(code);
    expect(codeOf(await asker.ask('code', value, { code }, other))).toBe('recovery-refused');
    expect(codeOf(await asker.ask('look', bytes(0), {}, other))).toBe('recovery-refused');
    expect(codeOf(await asker.ask('look', bytes(0), { time: store.clock.now() + 6 * MINUTE }))).toBe('request-time');
    expect(codeOf(await asker.ask('look', bytes(0), { time: store.clock.now() - 10 }))).toBe('recovery-refused');
    expect(codeOf(await asker.ask('cancel', value, { code }, other))).toBe('malformed');
    expect(codeOf(await asker.code(code))).toBeUndefined();
  });

  test('lets three wait at once, and a fourth when one is over', async () => {
    const { open } = await withEscrow();
    const first = await open();
    expect(codeOf(await first.code())).toBeUndefined();
    for (let more = 0; more < 2; more += 1) expect(codeOf(await (await open()).code())).toBeUndefined();
    const fourth = await open();
    expect(codeOf(await fourth.code())).toBe('recovery-full');
    expect(codeOf(await first.cancel())).toBeUndefined();
    expect(await first.look()).toEqual({ state: 'over', why: 'cancelled' });
    expect(codeOf(await fourth.code())).toBeUndefined();
  });
});

describe('an address', () => {
  test('is proven by the mailbox before it is an escrow’s, and is the escrow of one account', async () => {
    const store = await openStore();
    const owner = await EscrowOwner.at(store);
    const proof = await owner.proof();
    expect(codeOf(await owner.setUp({}, { ...proof, code: 'AAAAAAAA' }))).toBe('code-refused');
    const other = await EscrowOwner.at(store);
    expect(codeOf(await other.setUp({}, proof))).toBe('code-refused');
    expect(codeOf(await owner.setUp({}, { ...proof, ticket: 'AAAA' }))).toBe('code-refused');
    expect(codeOf(await owner.setUp({}, proof))).toBeUndefined();
    const same = await other.proof(owner.address);
    expect(codeOf(await other.setUp({}, same))).toBe('email-taken');
    expect(codeOf(await other.setUp())).toBeUndefined();
    const late = await owner.proof();
    store.clock.forward(4 * MINUTE);
    expect(codeOf(await owner.setUp({}, late))).toBeUndefined();
    store.clock.forward(2 * MINUTE);
    expect(codeOf(await owner.setUp({}, late))).toBe('signin-stale');
  });

  test.each([
    ['zero', 'A'.repeat(43)],
    ['the order of the group', '7dP1XBpjEljWnPei3vneFAAAAAAAAAAAAAAAAAAAABA'],
  ])('comes with a key that is one: %s is refused', async (_, key) => {
    const owner = await EscrowOwner.at(await openStore());
    expect(codeOf(await owner.setUp({ key }))).toBe('malformed');
    expect(codeOf(await owner.setUp())).toBeUndefined();
  });

  test('comes with a slot that is there', async () => {
    const owner = await EscrowOwner.at(await openStore());
    expect(codeOf(await owner.setUp({ slot: owner.person.account }))).toBe('malformed');
    expect(codeOf(await owner.setUp())).toBeUndefined();
  });
});
