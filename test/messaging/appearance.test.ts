import { describe, expect, it } from 'vitest';
import { newId, randomBytes, sealStep } from '../../src/crypto/index.ts';
import type { Bytes } from '../../src/encoding/index.ts';
import { bytes, concat, toId } from '../../src/encoding/index.ts';
import { firstKey, nextKey } from '../../src/messaging/channels/index.ts';
import { armor, dearmor, sealForChannel, sealMessage } from '../../src/messaging/index.ts';
import type { Body, MessageRecipient } from '../../src/wire/index.ts';
import { writeBody, writeEnvelope } from '../../src/wire/index.ts';

/*
 * What a page and a store see of texts without a key (protocol 8.3, 8.4, 8.9): how long they are, and which of their bytes stay the
 * same. Neither says who is among the people, how many they are, or that a channel has another key.
 */
const people = [1, 2, 8, 32] as const;

async function textFor(count: number, text: string, conversation = randomBytes(16)): Promise<string> {
  const recipients = Array.from({ length: count }, () => randomBytes(32));
  return (await sealMessage(text, { sender: randomBytes(32), conversation, recipients })).armored;
}

const wholeOf = (armored: string): Bytes => dearmor(armored)[0];
const lengths = (texts: readonly string[]): readonly number[] => [...new Set(texts.map(({ length }) => length))];

/** The places at which all of these say the same. */
function constantIn(texts: readonly Bytes[]): readonly number[] {
  const [first, ...others] = texts;
  return [...(first ?? [])].flatMap((value, at) => (others.every((other) => other[at] === value) ? [at] : []));
}

const range = (from: number, to: number): readonly number[] => Array.from({ length: to - from }, (_, at) => from + at);

describe('in a page', () => {
  it.each([1, 40, 200, 5_000])('a text of %i characters is as long for one as for 32', async (characters) => {
    const texts = await Promise.all(people.map((count) => textFor(count, 'x'.repeat(characters))));
    expect(lengths(texts)).toHaveLength(1);
  });

  it('texts of neighbouring lengths are alike, too', async () => {
    const texts = await Promise.all(
      people.flatMap((count) => [193, 200, 207].map((characters) => textFor(count, 'x'.repeat(characters)))),
    );
    expect(lengths(texts)).toHaveLength(1);
    // Control: a text that named its people, or one of another step, is found out.
    expect(lengths([...texts, await textFor(1, 'x'.repeat(240))])).toHaveLength(2);
    const naming = people.map((count) => armor(concat(wholeOf(texts[0] ?? ''), bytes(16 * count))));
    expect(lengths(naming)).toHaveLength(people.length);
  });

  it('nothing but version and kind stays the same between texts of one conversation', async () => {
    const conversation = randomBytes(16);
    const texts = await Promise.all(range(0, 24).map((at) => textFor(people[at % 4] ?? 1, 'the same', conversation)));
    expect(constantIn(texts.map(wholeOf))).toEqual([0, 1]);
  });

  it('a channel’s texts are alike before and after it has another key: its id stays, and nothing else', async () => {
    const [channel, secret] = [newId(), randomBytes(32)];
    const keys = [firstKey(channel, 1)];
    for (const at of range(0, 4)) keys.unshift(nextKey(channel, keys, at + 2));
    const said = { text: 'the same', time: 1 };
    const texts = await Promise.all(
      range(0, 24).map((at) =>
        sealForChannel({ channel, secret }, keys[at % keys.length] ?? firstKey(channel, 1), {
          ...said,
          member: toId(bytes(16).fill(at % 3)),
        }),
      ),
    );
    expect(lengths(texts)).toHaveLength(1);
    const shown = texts.map(wholeOf);
    expect(constantIn(shown)).toEqual(range(0, 18));
    // Control: texts that named their key in clear would show which of them are of the same one.
    expect(constantIn(shown.map((text) => concat(text, bytes(2))))).toHaveLength(20);
  });
});

describe('at a store', () => {
  const recipient = (): MessageRecipient => {
    return { account: newId(), identity: randomBytes(32), version: 16_384, list: randomBytes(32) };
  };
  /** Bytes of the opened envelope of a body, in a session that stands. */
  function envelopeBytes(body: Body): number {
    const message = {
      ...{ header: randomBytes(68), block: randomBytes(2_288) },
      body: sealStep(randomBytes(32), writeBody(body), randomBytes(8)),
    };
    const head = { kind: 'ratchet' as const, account: newId(), device: newId(), version: 16_384 };
    return writeEnvelope({ head, setUp: undefined, message }).length;
  }
  const common = (count: number) => ({
    recipients: range(0, count).map(recipient),
    ...{ conversation: newId(), counter: 4_000_000, previous: randomBytes(32), time: 1_790_000_000_000 },
    origin: 'https://a-rather-long-name.of-some.chat.example',
  });
  const [key, id] = [() => randomBytes(32), () => randomBytes(24)];
  const text = (count: number): Body => ({
    ...{ kind: 'key', key: key(), identity: key(), ciphertext: key(), ...common(count) },
  });
  const each: Readonly<Record<string, Body>> = {
    'a text': text(1),
    'a text for seven': text(7),
    'a text that ends': { ...text(7), period: 90 * 86_400_000 },
    'a text taken back': { kind: 'unsend', id: id(), ...common(1) },
    'a key asked for again': { kind: 'ask', id: id(), ...common(1) },
    'a conversation left': { kind: 'leave', ...common(1) },
    'a card': { kind: 'card', card: randomBytes(230), token: randomBytes(16), ...common(1) },
    'a share that is held': { kind: 'share', set: newId(), said: { is: 'held' }, ...common(1) },
  };

  it.each(Object.entries(each))('%s takes one step', (_, body) => {
    expect(envelopeBytes(body)).toBe(4_096);
  });

  it('more than seven people take two, however many: so much is seen', () => {
    for (const count of [8, 16, 32]) expect(envelopeBytes(text(count))).toBe(8_192);
  });
});
