import { describe, expect, it } from 'vitest';
import { sha256 } from '../../../src/crypto/index.ts';
import { toUtf8 } from '../../../src/encoding/index.ts';
import type { Bytes } from '../../../src/encoding/index.ts';
import { locate, prepareReceiving, receive } from '../../../src/messaging/session/index.ts';
import type { RatchetMessage, Session } from '../../../src/messaging/session/index.ts';
import { runChain } from '../../../src/messaging/session/chain.ts';
import { openBlock, sealBlock } from '../../../src/messaging/session/kem-block.ts';
import { changed, newPair } from './side.ts';
import type { Side } from './side.ts';

async function said(side: Side, text: string): Promise<RatchetMessage> {
  const message = await side.say(text);
  if (!message) throw new Error('nothing can be sent yet');
  return message;
}

/** Both have sent and heard, twice each. */
async function settled() {
  const pair = await newPair();
  for (const text of ['one', 'two']) {
    await pair.bob.hear(await said(pair.alice, text));
    await pair.alice.hear(await said(pair.bob, text));
  }
  return pair;
}

/** Every byte string of a session that isn't public, as text to look for. */
function secretsIn(session: Session): string {
  const found: string[] = [];
  const look = (value: unknown): void => {
    if (value instanceof Uint8Array) found.push(Buffer.from(value).toString('hex'));
    else if (typeof value === 'object' && value !== null) Object.values(value).forEach(look);
  };
  look(session);
  return found.join(' ');
}

describe('the ratchet', () => {
  it('opens each message once, and changes nothing for what opens nothing', async () => {
    const { alice, bob } = await settled();
    const message = await said(alice, 'once');
    const before = bob.session;
    for (const part of ['header', 'block', 'body'] as const) {
      for (const at of [0, 20, 40, 67]) {
        expect(await bob.hear({ ...message, [part]: changed(message[part], at) })).toBeUndefined();
      }
      expect(await bob.hear({ ...message, [part]: message[part].slice(1) })).toBeUndefined();
      expect(await bob.hear({ ...message, [part]: new Uint8Array() })).toBeUndefined();
    }
    expect(bob.session).toBe(before);
    expect(await bob.hear(message)).toBe('once');
    expect(await bob.hear(message)).toBeUndefined();
  });

  it('keeps what was skipped, over turns', async () => {
    const { alice, bob } = await settled();
    const [late, next] = [await said(alice, 'late'), await said(alice, 'next')];
    expect(await bob.hear(next)).toBe('next');
    await alice.hear(await said(bob, 'turn'));
    expect(await bob.hear(await said(alice, 'after'))).toBe('after');
    expect(await bob.hear(late)).toBe('late');
    expect(await bob.hear(late)).toBeUndefined();
  });

  it('keeps skipped keys for thirty days', async () => {
    const { alice, bob } = await settled();
    const [early, late] = [await said(alice, 'early'), await said(alice, 'late')];
    await bob.hear(await said(alice, 'now'));
    bob.now += 29 * 86_400_000;
    expect(await bob.hear(early)).toBe('early');
    await bob.hear(await said(alice, 'then'));
    bob.now += 2 * 86_400_000;
    await bob.hear(await said(alice, 'later'));
    expect(await bob.hear(late)).toBeUndefined();
  });

  it('is not made to run far: what is more than ten thousand ahead is refused', async () => {
    const { alice, bob } = await settled();
    await bob.hear(await said(alice, 'here'));
    const { sending } = alice.session;
    if (!sending) throw new Error('no chain');
    const run = (ahead: number): void => {
      const { chain } = runChain(sending, sending.n + ahead, 0);
      alice.session = { ...alice.session, sending: { ...sending, ...chain } };
    };
    run(10_001);
    expect(await bob.hear(await said(alice, 'too far'))).toBeUndefined();
    run(10_000);
    expect(await bob.hear(await said(alice, 'just so'))).toBe('just so');
    const kept = bob.session.skipped.flatMap(({ keys }) => keys);
    expect(kept).toHaveLength(1_000);
    expect(kept[0]?.n).toBe(sending.n + 9_000);
  });

  it('turns though the other side says that it sent too much before', async () => {
    const { alice, bob } = await settled();
    alice.session = { ...alice.session, previous: 1_000_000 };
    expect(await bob.hear(await said(alice, 'many'))).toBe('many');
  });

  it.each([
    ['takes no key of the KEM that nothing can be sent to: it can still answer afterwards', 0xff, undefined],
    ['(control) takes any other key', 0, 'turned'],
  ])('%s', async (_, filled, heard) => {
    const { alice, bob } = await settled();
    const before = alice.copy();
    await said(alice, 'a turn');
    const { own, sending } = alice.session;
    const block = sending && openBlock(sending.header, own.agreement.publicKey, sending.block);
    if (!block) throw new Error('no chain');
    const nextKey = new Uint8Array(1_184).fill(filled);
    const forged = sealBlock(sending.header, own.agreement.publicKey, { ...block, nextKey });
    alice.session = { ...alice.session, sending: { ...sending, block: forged, blockHash: sha256(forged) } };
    expect(await bob.hear(await said(alice, 'turned'))).toBe(heard);
    expect(await before.hear(await said(bob, 'an answer'))).toBe(heard ? undefined : 'an answer');
  });

  it('says the same to nobody twice: no nonce, header or body comes again', async () => {
    const { alice } = await settled();
    const all = [];
    for (let i = 0; i < 20; i += 1) all.push(await said(alice, 'the same'));
    for (const part of ['header', 'body'] as const) {
      expect(new Set(all.map((message) => Buffer.from(message[part]).toString('hex'))).size).toBe(20);
    }
  });

  it('has nothing left that opens what was opened', async () => {
    const { alice, bob } = await settled();
    const message = await said(alice, 'secret of the hour');
    expect(await bob.hear(message)).toBe('secret of the hour');
    await alice.hear(await said(bob, 'turn'));
    await bob.hear(await said(alice, 'turned'));
    for (const side of [alice, bob]) {
      const place = locate(side.session, message);
      const opened =
        place &&
        receive(side.session, message, {
          place,
          turn: await prepareReceiving(side.session, place),
          now: side.now,
        });
      expect(opened).toBeUndefined();
    }
  });

  it('overwrites what it no longer needs', async () => {
    const { alice, bob } = await settled();
    const before: { session: Session; copy: string }[] = [];
    for (const side of [alice, bob]) before.push({ session: side.session, copy: secretsIn(side.session) });
    await bob.hear(await said(alice, 'on'));
    await alice.hear(await said(bob, 'and on'));
    const root = (session: Session): Bytes => session.root;
    expect(before.map(({ session }) => root(session).every((byte) => byte === 0))).toEqual([true, true]);
    // A control: before, it was something else.
    expect(before.every(({ copy }) => !copy.startsWith('00'.repeat(32)))).toBe(true);
  });

  it('heals: who copied a device falls behind once both have turned', async () => {
    const { alice, bob } = await settled();
    const thief = bob.copy();
    // What is sent before the turns is open to the thief, too.
    const before = await said(alice, 'before');
    expect(await thief.hear(before)).toBe('before');
    await bob.hear(before);
    await alice.hear(await said(bob, 'my turn'));
    await bob.hear(await said(alice, 'your turn'));
    await alice.hear(await said(bob, 'again'));
    const after = await said(alice, 'after');
    expect(await thief.hear(after)).toBeUndefined();
    expect(await bob.hear(after)).toBe('after');
  });

  it('shows no key, number or turn in what travels', async () => {
    const { alice } = await settled();
    const { header, block, body } = await said(alice, 'nothing to see');
    const all = Buffer.concat([header, block, body]);
    const { agreement, kem } = alice.session.own;
    for (const secret of [agreement.publicKey, kem.publicKey.subarray(0, 64), toUtf8('nothing')]) {
      expect(all.includes(Buffer.from(secret))).toBe(false);
    }
    expect([header.length, block.length]).toEqual([68, 2_288]);
  });
});
