import { kdf, randomBytes } from '../../../src/crypto/index.ts';
import type { Bytes } from '../../../src/encoding/index.ts';
import { bytes, concat, fromHex, toHex, toId, toUtf8 } from '../../../src/encoding/index.ts';
import { armor, dearmor, sealMessage } from '../../../src/messaging/index.ts';
import type { MessageBinding } from '../../../src/messaging/message.ts';

const fill = (value: number, length = 32): Bytes => bytes(length).fill(value);
const seedOf = (name: string): Bytes => kdf(toUtf8(name), 'test/vectors');

async function said(text: string, binding: MessageBinding) {
  const { key, id, ciphertext, armored } = await sealMessage(text, binding);
  const { sender, conversation, recipients } = binding;
  return {
    text,
    key: toHex(key),
    sender: toHex(sender),
    conversation: toId(conversation),
    recipients: recipients.map(toHex),
    ciphertext: toHex(ciphertext),
    id: toHex(id),
    armored,
  };
}

/** Texts between people, of fresh keys, and what opens as none of them (protocol 8.3). */
export async function message(): Promise<object> {
  const binding = {
    sender: seedOf('identity of a'),
    conversation: fill(0xc3, 16),
    recipients: [seedOf('identity of c'), seedOf('identity of b')],
  };
  const short = await said('See you at noon ☀', binding);
  const alone = { ...binding, recipients: [seedOf('identity of b')] };
  const [whole] = dearmor(short.armored);
  const changed = (at: number): Bytes => {
    const other = whole.slice();
    other[at] = (other[at] ?? 0) ^ 1;
    return other;
  };
  const refused = {
    'a byte of its id changed': { ...short, armored: armor(changed(2)) },
    'a byte of its ciphertext changed': { ...short, armored: armor(changed(26)) },
    'a byte of its tag changed': { ...short, armored: armor(changed(whole.length - 1)) },
    'an id of its own over the same ciphertext': {
      ...short,
      armored: armor(concat(whole.slice(0, 2), randomBytes(24), whole.slice(26))),
    },
    'another key': { ...short, key: toHex(randomBytes(32)) },
    'another sender': { ...short, sender: short.recipients[0] },
    'another conversation': { ...short, conversation: toId(fill(0xc4, 16)) },
    'a recipient less': { ...short, recipients: short.recipients.slice(1) },
    'a recipient more': { ...short, recipients: [...short.recipients, short.sender] },
    'a text for oneself': { ...short, armored: armor(concat(fromHex('0102'), fill(7, 38))) },
  };
  return {
    what: 'Texts between people, format 1 (docs/protocol.md 8.3): all in hexadecimal but texts, armored texts and ids of conversations',
    opened: [short, await said('', alone), await said('x'.repeat(200), alone)],
    refused,
  };
}
