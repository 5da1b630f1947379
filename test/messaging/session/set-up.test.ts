import { describe, expect, it } from 'vitest';
import { newId, randomBytes } from '../../../src/crypto/index.ts';
import { answerSession, beginSession } from '../../../src/messaging/session/index.ts';
import type { OwnPreKeys, Party, SetUp } from '../../../src/messaging/session/index.ts';
import { changed, newDevice, newPair, newPreKeys, shown, Side } from './side.ts';

describe('setting up a session', () => {
  it.each([true, false])('leads both to the same keys: one-time key %s', async (hasOneTime) => {
    const { alice, bob } = await newPair(hasOneTime);
    const first = await alice.say('hello');
    expect(first && (await bob.hear(first))).toBe('hello');
    const reply = await bob.say('hello yourself');
    expect(reply && (await alice.hear(reply))).toBe('hello yourself');
  });

  it('lets the responder say nothing before it heard something', async () => {
    const { bob } = await newPair();
    expect(await bob.say('too early')).toBeUndefined();
  });

  it('lets the initiator say many things before anybody answers', async () => {
    const { alice, bob } = await newPair();
    const said = [await alice.say('one'), await alice.say('two'), await alice.say('three')];
    const heard = [];
    for (const message of said.toReversed()) heard.push(message && (await bob.hear(message)));
    expect(heard).toEqual(['three', 'two', 'one']);
  });

  it('uses the same pre-keys for several sessions, each of which turns', async () => {
    const b = await newDevice();
    const keys = await newPreKeys(b, false);
    for (const text of ['from one', 'from another']) {
      const a = await newDevice();
      const { session, setUp } = await beginSession({ ...a, privateKey: a.keys.privateKey }, b, shown(keys));
      const [alice, bob] = [new Side(session), new Side(await answerSession(b, a, keys, setUp))];
      const first = await alice.say(text);
      expect(first && (await bob.hear(first))).toBe(text);
      const reply = await bob.say('and back');
      expect(reply && (await alice.hear(reply))).toBe('and back');
    }
  });

  describe('binds', () => {
    type Change = (b: Party, a: Party, keys: OwnPreKeys, setUp: SetUp) => readonly [Party, Party, OwnPreKeys, SetUp];
    const other = {
      'the account of who begins': (b, a, keys, setUp) => [b, { ...a, account: newId() }, keys, setUp],
      'the account of who answers': (b, a, keys, setUp) => [{ ...b, account: newId() }, a, keys, setUp],
      'the identity of who begins': (b, a, keys, setUp) => [b, { ...a, identity: randomBytes(32) }, keys, setUp],
      'the identity of who answers': (b, a, keys, setUp) => [{ ...b, identity: randomBytes(32) }, a, keys, setUp],
      'the device that begins': (b, a, keys, setUp) => [b, { ...a, device: newId() }, keys, setUp],
      'the device that answers': (b, a, keys, setUp) => [{ ...b, device: newId() }, a, keys, setUp],
      'that a one-time key was used': (b, a, keys, setUp) => [b, a, { ...keys, oneTime: undefined }, setUp],
      'the ciphertext': (b, a, keys, setUp) => [b, a, keys, { ...setUp, ciphertext: changed(setUp.ciphertext, 9) }],
      'nothing else (control)': (b, a, keys, setUp) => [b, a, keys, setUp],
    } satisfies Record<string, Change>;

    it.each(Object.entries(other))('%s', async (what, change: Change) => {
      const [a, b] = [await newDevice(), await newDevice()];
      const keys = await newPreKeys(b);
      const { session, setUp } = await beginSession({ ...a, privateKey: a.keys.privateKey }, b, shown(keys));
      const bob = new Side(await answerSession(...change(b, a, keys, setUp)));
      const first = await new Side(session).say('hello');
      expect(first && (await bob.hear(first))).toBe(what.endsWith('(control)') ? 'hello' : undefined);
    });
  });

  it('refuses pre-keys that nothing may be agreed with', async () => {
    const [a, b] = [await newDevice(), await newDevice()];
    const keys = shown(await newPreKeys(b));
    const own = { ...a, privateKey: a.keys.privateKey };
    const refused = [
      { ...keys, signed: new Uint8Array(32) },
      { ...keys, kem: keys.kem.slice(1) },
      { ...keys, kem: new Uint8Array(1_184).fill(0xff) },
      { ...keys, oneTime: new Uint8Array(32).fill(0xff) },
    ];
    for (const preKeys of refused) {
      await expect(beginSession(own, b, preKeys)).rejects.toMatchObject({ code: 'bad-public-key' });
    }
  });
});
