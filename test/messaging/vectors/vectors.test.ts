import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { fromHex, fromUtf8, toHex, toUtf8 } from '../../../src/encoding/index.ts';
import {
  cardHash,
  checkCard,
  invitationConversation,
  judgeComparison,
  safetyNumber,
  signCard,
} from '../../../src/messaging/contacts/index.ts';
import { bodyHash, judgeBody, lastOf, openEnvelope } from '../../../src/messaging/envelope/index.ts';
import type { LastBody } from '../../../src/messaging/envelope/index.ts';
import { armorCard, bindingOfText, invitationIn, openMessage, readCardText } from '../../../src/messaging/index.ts';
import { compareCode } from '../../../src/typed/index.ts';
import { readBody, readEnvelope, writeBody, writeEnvelope } from '../../../src/wire/index.ts';
import {
  bodyHashApart,
  cardApart,
  cardHashApart,
  contentsApart,
  envelopeApart,
  invitationApart,
  messageApart,
  numberApart,
} from './apart.ts';

function read(name: 'card' | 'envelope' | 'invitation' | 'safety'): unknown {
  return JSON.parse(readFileSync(new URL(`../../vectors/messages/${name}.json`, import.meta.url), 'utf8'));
}

describe('the published card', () => {
  interface Said {
    readonly [field: string]: string | number;
    readonly identity: string;
    readonly token: string;
    readonly list: string;
  }
  interface Vectors {
    readonly seed: string;
    readonly card: Said & { readonly store: string };
    readonly encoded: string;
    readonly armored: string;
    readonly link: string;
    readonly hash: string;
    readonly invitation: string;
    readonly refused: Readonly<Record<string, string>>;
  }
  const vectors = read('card') as Vectors;
  const encoded = fromHex(vectors.encoded);

  it('is written and read the same, as bytes, as text and as a link', async () => {
    const card = await checkCard(encoded);
    const shown = { ...card, identity: toHex(card.identity), token: toHex(card.token), list: toHex(card.list) };
    expect(shown).toEqual(vectors.card);
    expect(toHex(await signCard(fromHex(vectors.seed), card))).toBe(vectors.encoded);
    expect(armorCard(encoded)).toBe(vectors.armored);
    for (const text of [vectors.armored, vectors.link]) expect((await readCardText(text)).encoded).toEqual(encoded);
    expect(toHex(cardHash(encoded))).toBe(vectors.hash);
    expect(invitationConversation(encoded)).toBe(vectors.invitation);
  });

  it('reads the same a second time, without our code', () => {
    expect(cardApart(vectors.encoded)).toEqual(vectors.card);
    expect(cardHashApart(vectors.encoded)).toBe(vectors.hash);
    expect(invitationApart(vectors.encoded)).toBe(vectors.invitation);
  });

  it.each(Object.entries(vectors.refused))('is refused: %s', async (_, bad) => {
    await expect(checkCard(fromHex(bad))).rejects.toThrow();
    expect(() => cardApart(bad)).toThrow();
  });
});

describe('the published invitation', () => {
  interface Vectors {
    readonly card: string;
    readonly hash: string;
    readonly conversation: string;
    readonly message: {
      readonly text: string;
      readonly key: string;
      readonly id: string;
      readonly ciphertext: string;
      readonly armored: string;
    };
    readonly line: string;
    readonly body: { readonly json: string; readonly hash: string };
  }
  const { card, hash, conversation, message, line, body } = read('invitation') as Vectors;

  it('is a card and a text that is bound to it, opened by what its envelope says', async () => {
    expect(toHex(cardHash(fromHex(card)))).toBe(hash);
    expect(invitationConversation(fromHex(card))).toBe(conversation);
    expect(invitationIn(line.slice(line.indexOf('LK1:')))).toEqual({
      card: armorCard(fromHex(card)),
      text: message.armored,
    });
    const said = readBody(toUtf8(body.json));
    expect(fromUtf8(writeBody(said))).toBe(body.json);
    expect(toHex(bodyHash(said))).toBe(body.hash);
    if (said.kind !== 'key') throw new Error('not a key');
    expect(await openMessage(message.armored, said.key, bindingOfText(said))).toBe(message.text);
    // By its recipients, as any other text, or by another card it doesn't open.
    const { invitation: _, ...without } = said;
    for (const other of [without, { ...said, invitation: fromHex(message.ciphertext) }]) {
      await expect(openMessage(message.armored, said.key, bindingOfText(other))).rejects.toThrow();
    }
  });

  it('reads the same a second time, without our code', () => {
    expect([cardHashApart(card), invitationApart(card)]).toEqual([hash, conversation]);
    expect(bodyHashApart(body.json)).toBe(body.hash);
    const said = { ...message, sender: cardApart(card).identity, conversation, recipients: [hash] };
    expect(messageApart(said)).toEqual({ id: message.id, text: message.text });
    expect(() => messageApart({ ...said, recipients: [said.sender] })).toThrow();
  });
});

describe('the published envelopes', () => {
  interface Sealed {
    readonly sealed: string;
    readonly padded: string;
  }
  interface Vectors {
    readonly to: {
      readonly account: string;
      readonly device: string;
      readonly mailbox: string;
      readonly mailboxPublic: string;
    };
    readonly initial: Sealed;
    readonly ratchet: Sealed;
    readonly refused: Readonly<Record<string, string>>;
    readonly bodies: readonly { readonly json: string; readonly hash: string }[];
  }
  const { to, initial, ratchet, refused, bodies } = read('envelope') as Vectors;
  const mailbox = { privateKey: fromHex(to.mailbox), publicKey: fromHex(to.mailboxPublic) };
  const own = { account: to.account, device: to.device, mailbox };

  it.each([
    ['initial', initial],
    ['ratchet', ratchet],
  ] as const)('open: %s', async (kind, { sealed, padded }) => {
    const contents = await openEnvelope(own, fromHex(sealed));
    expect(contents?.head.kind).toBe(kind);
    expect(contents).toEqual(readEnvelope(fromHex(padded)));
    expect(contents && toHex(writeEnvelope(contents))).toBe(padded);
  });

  it('read the same a second time, without our code', () => {
    for (const { sealed, padded } of [initial, ratchet]) {
      expect(envelopeApart(to, sealed).toString('hex')).toBe(padded);
      expect(contentsApart(envelopeApart(to, sealed))).toHaveLength(5);
    }
  });

  it.each(Object.entries(refused))('are refused: %s', async (_, bad) => {
    const opened = await openEnvelope(own, fromHex(bad)).catch(() => null);
    expect(opened).toBeNull();
    expect(() => contentsApart(envelopeApart(to, bad))).toThrow();
  });

  it('bring bodies that name each other, written, read and hashed the same', () => {
    let last: LastBody | undefined;
    for (const { json, hash } of bodies) {
      const body = readBody(toUtf8(json));
      expect(fromUtf8(writeBody(body))).toBe(json);
      expect(toHex(bodyHash(body))).toBe(hash);
      expect(bodyHashApart(json)).toBe(hash);
      expect(judgeBody(last, body)).toBe('next');
      last = lastOf(body);
    }
  });
});

describe('what two people compare', () => {
  interface Side {
    readonly account: string;
    readonly identity: string;
    readonly version: number;
    readonly list: string;
  }
  const { a, b, number, codeOfA } = read('safety') as { a: Side; b: Side; number: string; codeOfA: string };
  const side = ({ identity, list, ...rest }: Side) => ({ ...rest, identity: fromHex(identity), hash: fromHex(list) });

  it('is the published number, also without our code', () => {
    expect(safetyNumber(side(a), side(b))).toBe(number);
    expect(numberApart([a, b])).toBe(number);
  });

  it('is the published code', () => {
    expect(judgeComparison(compareCode(codeOfA), side(b), side(a))).toBe('same');
  });
});
