import { describe, expect, test } from 'vitest';
import { newId, oprfBlind, randomBytes, signingKeyPair } from '../../../src/crypto/index.ts';
import { codeOf } from '../support/client.ts';
import { testSlot } from '../support/device.ts';
import { Asker, DAY, EscrowOwner, answers, letterTo } from '../support/recovery.ts';
import { openStore } from '../support/store.ts';

async function waiting() {
  const store = await openStore();
  const owner = await EscrowOwner.at(store);
  await owner.setUp();
  const asker = await Asker.open(owner.store, owner.address);
  const { stop } = letterTo(store.mails, owner.address);
  expect(codeOf(await asker.code())).toBeUndefined();
  return { store, owner, asker, stop };
}

const element = () => oprfBlind(randomBytes(32)).blinded;

describe('a veto', () => {
  test('in the last second counts, and nothing opens after it', async () => {
    const { store, owner, asker } = await waiting();
    store.clock.forward(DAY - 1_000);
    expect(codeOf(await asker.evaluate(element()))).toBe('recovery-waiting');
    expect(codeOf(await owner.veto(asker.recovery))).toBeUndefined();
    store.clock.forward(2_000);
    expect(await asker.look()).toEqual({ state: 'over', why: 'stopped' });
    expect(codeOf(await asker.evaluate(element()))).toBe('recovery-refused');
    expect(codeOf(await asker.code())).toBe('code-refused');
    expect(codeOf(await asker.signIn(owner.escrow.secret))).toBe('signin-refused');
    expect((await owner.recoveries()).open).toEqual([]);
  });

  test('counts when answers were right already: the backup key signs in no more', async () => {
    const { store, owner, asker } = await waiting();
    store.clock.forward(DAY);
    const secret = await asker.try();
    expect(secret).toEqual(owner.escrow.secret);
    expect(codeOf(await owner.veto(asker.recovery))).toBeUndefined();
    expect(codeOf(await asker.signIn(owner.escrow.secret))).toBe('signin-refused');
  });

  test('takes a listed device’s own signature for this account, store and time', async () => {
    const { store, owner, asker } = await waiting();
    const { privateKey } = await signingKeyPair();
    expect(codeOf(await owner.veto(asker.recovery, privateKey))).toBe('author-refused');
    const other = await EscrowOwner.at(store);
    expect(codeOf(await other.veto(asker.recovery))).toBe('not-found');
    expect(codeOf(await owner.veto(newId()))).toBe('not-found');
    expect(await asker.look()).toMatchObject({ state: 'waiting' });
    expect(codeOf(await owner.veto(asker.recovery))).toBeUndefined();
    // Twice is once.
    expect(codeOf(await owner.veto(asker.recovery))).toBeUndefined();
  });
});

describe('the link of a mail', () => {
  test('does nothing by being fetched, and stops by the press', async () => {
    const { store, asker, stop } = await waiting();
    for (const method of ['GET', 'HEAD']) {
      const page = await store.send(new Request(stop, { method }));
      expect(page.status).toBe(200);
      expect(page.headers.get('content-security-policy')).toContain("default-src 'none'");
    }
    expect(await asker.look()).toMatchObject({ state: 'waiting' });
    expect(await asker.press(stop)).toContain('Stopped');
    expect(await asker.look()).toEqual({ state: 'over', why: 'stopped' });
    expect(await asker.press(stop)).toContain('Nothing to stop');
  });

  test('speaks the language of its mail, and writes nothing of what it was asked into its page', async () => {
    const { store } = await waiting();
    const page = async (query: string) =>
      (await store.send(new Request(`${store.origin}/recovery/stop?${query}`))).text();
    expect(await page('language=de&token=x')).toContain('Rückweg stoppen?');
    const hostile = await page(`language=%22%3E&token=${encodeURIComponent('"><script>alert(1)</script>')}`);
    expect(hostile).not.toContain('script');
    expect(hostile).toContain('lang="en"');
  });

  test('stops nothing for another site, with another token, or by a body that is too long', async () => {
    const { store, asker, stop } = await waiting();
    const press = (headers: Record<string, string>, body: string) =>
      store.send(new Request(`${store.origin}/recovery/stop`, { method: 'POST', headers, body }));
    const type = { 'content-type': 'application/x-www-form-urlencoded' };
    const token = new URL(stop).search.slice(1);
    const length = { 'content-length': String(token.length) };
    expect((await press({ ...type, ...length, origin: 'https://evil.example' }, token)).status).toBe(403);
    expect(await (await press({ ...type, ...length }, `token=${'A'.repeat(43)}`)).text()).toContain('Nothing');
    const long = `${token}&more=${'x'.repeat(2_000)}`;
    expect(await (await press({ ...type, 'content-length': String(long.length) }, long)).text()).toContain('Nothing');
    expect(await asker.look()).toMatchObject({ state: 'waiting' });
    // A browser that sends no origin, as this page asks of it.
    expect(await (await press({ ...type, ...length, origin: 'null' }, token)).text()).toContain('Stopped');
  });
});

describe('signing in by an escrow', () => {
  test('takes an open recovery past its wait, by the key that opened it', async () => {
    const { store, owner, asker } = await waiting();
    const { secret } = owner.escrow;
    expect(codeOf(await asker.signIn(secret))).toBe('signin-refused');
    store.clock.forward(DAY);
    const other = await Asker.open(owner.store, owner.address);
    expect(codeOf(await other.signIn(secret))).toBe('signin-refused');
    expect(codeOf(await asker.signIn(randomBytes(32)))).toBe('signin-refused');
    expect(codeOf(await asker.signIn(secret))).toBeUndefined();
    // It died, and comes again.
    expect(codeOf(await asker.signIn(secret))).toBeUndefined();
    store.clock.forward(7 * DAY);
    expect(await asker.look()).toEqual({ state: 'over', why: 'expired' });
    expect(codeOf(await asker.signIn(secret))).toBe('signin-refused');
  });

  test('ends every other recovery; and a change of the ways in ends all', async () => {
    const { store, owner, asker } = await waiting();
    const other = await Asker.open(owner.store, owner.address);
    await other.code();
    store.clock.forward(DAY);
    await asker.signIn(owner.escrow.secret);
    expect(await other.look()).toEqual({ state: 'over', why: 'replaced' });
    expect(await asker.look()).toMatchObject({ state: 'open' });
    const signKeys = owner.person.access({ phrase: true }).signKeys;
    const signedIn = await owner.person.signInByPhrase(owner.client);
    expect(codeOf(signedIn)).toBeUndefined();
    expect(codeOf(await owner.commitSlots([testSlot('escrow', owner.slot)], { signKeys }))).toBeUndefined();
    expect(await asker.look()).toEqual({ state: 'over', why: 'replaced' });
    expect((await owner.recoveries()).escrow?.slot).toBe(owner.slot);
  });

  test('is over with its slot, which takes the key along', async () => {
    const { store, owner, asker } = await waiting();
    expect(codeOf(await owner.commitSlots([]))).toBeUndefined();
    expect(await owner.recoveries()).toEqual({ escrow: null, trustees: null, organisation: null, open: [] });
    store.clock.forward(DAY);
    expect(await asker.look()).toEqual({ state: 'over', why: 'replaced' });
    expect(codeOf(await asker.signIn(owner.escrow.secret))).toBe('signin-refused');
    const rows = await store.parts.database.read(({ query }) => query.selectFrom('escrows').selectAll().execute());
    expect(rows).toEqual([]);
  });

  test('is not what it takes to stay: a vault keeps another way in', async () => {
    const { owner } = await waiting();
    const made = await owner.person.device.commit(owner.person.head, { slots: [testSlot('escrow', owner.slot)] });
    expect(codeOf(await owner.client.commit(made.source))).toBe('way-needed');
  });
});

describe('evaluations', () => {
  test('are ten a recovery, and the same one again is none', async () => {
    const { store, asker } = await waiting();
    store.clock.forward(DAY);
    const same = element();
    for (let times = 0; times < 3; times += 1) expect((await asker.evaluate(same)).json).toMatchObject({ left: 9 });
    for (let left = 8; left >= 0; left -= 1) expect((await asker.evaluate(element())).json).toMatchObject({ left });
    expect(codeOf(await asker.evaluate(element()))).toBe('recovery-spent');
    expect((await asker.evaluate(same)).json).toMatchObject({ left: 0 });
    expect(codeOf(await asker.evaluate(randomBytes(32).fill(0xff)))).toBe('malformed');
  });

  test('are thirty in 365 days, drills among them, of which there are three', async () => {
    const { store, owner, asker: first } = await waiting();
    expect((await owner.drill()).secret).toEqual(owner.escrow.secret);
    expect((await owner.drill(answers.with(0, 'x'))).secret).toBeNull();
    expect((await owner.drill()).answer.json).toMatchObject({ left: 0 });
    expect(codeOf((await owner.drill()).answer)).toBe('recovery-spent');
    let asker = first;
    let given = 3;
    for (let round = 0; round < 3; round += 1) {
      store.clock.forward(DAY);
      while ((await asker.evaluate(element())).status === 200) given += 1;
      await asker.cancel();
      asker = await Asker.open(owner.store, owner.address);
      await asker.code();
    }
    expect(given).toBe(30);
    store.clock.forward(DAY);
    expect(codeOf(await asker.evaluate(element()))).toBe('recovery-spent');
    store.clock.forward(365 * DAY);
    asker = await Asker.open(owner.store, owner.address);
    await asker.code();
    store.clock.forward(DAY);
    expect((await asker.evaluate(element())).json).toMatchObject({ left: 9 });
  });
});
