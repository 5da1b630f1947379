import { randomBytes } from '../../../src/crypto/index.ts';
import type { Bytes } from '../../../src/encoding/index.ts';
import { toUtf8 } from '../../../src/encoding/index.ts';
import { send } from '../../../src/messaging/session/index.ts';
import type { RatchetMessage, Session } from '../../../src/messaging/session/index.ts';
import { newPair } from '../../messaging/session/side.ts';
import { SignalDevice } from '../peers/libsignal.ts';

/** What is said: 200 bytes. */
export const text = 'x'.repeat(200);
export const plain = toUtf8(text);

export const some = (length: number): Bytes => randomBytes(length);

/** Two of ours who have answered each other; the next turn is the second's. */
export async function settled() {
  const { alice, bob } = await newPair();
  for (const [from, to] of [
    [alice, bob],
    [bob, alice],
    [alice, bob],
  ] as const) {
    const said = await from.say(text);
    if (said) await to.hear(said);
  }
  return { alice, bob };
}

/** Two of libsignal's, as far. */
export async function signals(): Promise<readonly [SignalDevice, SignalDevice]> {
  const [a, b] = [new SignalDevice('a'), new SignalDevice('b')];
  await a.begin(b);
  for (const [from, to] of [
    [a, b],
    [b, a],
    [a, b],
  ] as const)
    await to.decrypt(await from.encrypt(plain, to), from);
  return [a, b];
}

/** The next message of a chain, and the session after it. */
export function saidBy(session: Session): { readonly session: Session; readonly message: RatchetMessage } {
  const said = send(session, plain, undefined);
  if (!said) throw new Error('nothing can be sent');
  return said;
}
