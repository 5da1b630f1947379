import { kdf, kemKeyPair, sealTo, sign, signingKeyPair, sha256 } from '../../../src/crypto/index.ts';
import type { Bytes } from '../../../src/encoding/index.ts';
import {
  associate,
  bytes,
  concat,
  fromId,
  fromUtf8,
  toHex,
  toId,
  toUtf8,
  u16,
  writeFrames,
} from '../../../src/encoding/index.ts';
import {
  cardHash,
  invitationConversation,
  safetyNumber,
  signCard,
  writeComparison,
} from '../../../src/messaging/contacts/index.ts';
import { bodyHash, lastOf, linkAfter, sealEnvelope } from '../../../src/messaging/envelope/index.ts';
import type { LastBody } from '../../../src/messaging/envelope/index.ts';
import { armorCard, bindingOfText, invitationLine, sealMessage } from '../../../src/messaging/index.ts';
import { cardLink, writeCompareCode } from '../../../src/typed/index.ts';
import type { Body, Card, EnvelopeContents } from '../../../src/wire/index.ts';
import { readCard, writeBody, writeEnvelope, writeSigned } from '../../../src/wire/index.ts';

const account = toId(bytes(16).fill(0xa1));
const other = toId(bytes(16).fill(0xb2));
const device = toId(bytes(16).fill(0xd1));
const seedOf = (name: string): Bytes => kdf(toUtf8(name), 'test/vectors');
const hashOf = (name: string): Bytes => sha256(toUtf8(name));

async function publicOf(name: string): Promise<Bytes> {
  return (await signingKeyPair(seedOf(name))).publicKey;
}

async function honestCard(): Promise<Card> {
  return {
    account,
    identity: await publicOf('identity'),
    token: seedOf('token').slice(0, 16),
    version: 7,
    list: hashOf('list'),
    serial: 3,
    time: 1_790_000_000_000,
    name: 'Zoë Liddell',
    store: 'https://store.example',
  };
}

/** Where the length of a card's name stands. */
const NAME_AT = 114;

/** A card: deterministic, as its signature is. What is refused is signed by the card's own identity, but where it says otherwise. */
export async function card(): Promise<object> {
  const said = await honestCard();
  const encoded = await signCard(seedOf('identity'), said);
  const { signed } = readCard(encoded);
  const by = async (content: Bytes, name = 'identity'): Promise<Bytes> =>
    writeSigned(content, await sign(seedOf(name), associate('card', { account: fromId(account), card: content })));
  const called = (name: string, store = said.store): Promise<Bytes> => {
    const text = toUtf8(name);
    return by(concat(signed.slice(0, NAME_AT), u16(text.length), text, toUtf8(store)));
  };
  const at = (place: number, value: Bytes): Promise<Bytes> => {
    const content = signed.slice();
    content.set(value, place);
    return by(content);
  };
  const refused = {
    'signed by another identity': await by(signed, 'another'),
    'another account than the signature is over': writeSigned(
      concat(signed.slice(0, 2), fromId(other), signed.slice(18)),
      encoded.slice(-64),
    ),
    'a name that turns what follows': await called('Zo\u202eddil'),
    'a name with something unseen': await called('Zo\u200be'),
    'a name that is not composed': await called('Zoe\u0308'),
    'a name of 65 characters': await called('n'.repeat(65)),
    'no name': await called(''),
    'a store with a path': await called(said.name, 'https://store.example/x'),
    'a store without TLS': await called(said.name, 'http://store.example'),
    'a store spelt otherwise': await called(said.name, 'https://Store.example'),
    'list version 0': await at(66, bytes(4)),
    'serial 0': await at(102, bytes(4)),
    'another format': await at(0, u16(2)),
    'cut by a byte': encoded.slice(0, -1),
    'longer by a byte': concat(encoded, bytes(1)),
  };
  return {
    what: 'A contact card, format 1 (docs/protocol.md 8.1, 8.12): all in hexadecimal but texts and ids',
    seed: toHex(seedOf('identity')),
    card: { ...said, identity: toHex(said.identity), token: toHex(said.token), list: toHex(said.list) },
    encoded: toHex(encoded),
    armored: armorCard(encoded),
    link: cardLink(said.store, armorCard(encoded)),
    hash: toHex(cardHash(encoded)),
    invitation: invitationConversation(encoded),
    refused: Object.fromEntries(Object.entries(refused).map(([why, bad]) => [why, toHex(bad)])),
  };
}

/** A card of one use with the text that goes to whoever answers it, under a fresh key, and the body that brings that. */
export async function invitation(): Promise<object> {
  const token = seedOf('token of one use').slice(0, 16);
  const encoded = await signCard(seedOf('identity'), { ...(await honestCard()), token });
  const bound = {
    identity: await publicOf('identity'),
    conversation: invitationConversation(encoded),
    invitation: cardHash(encoded),
  };
  const text = 'The spare key hangs behind the second plant.';
  const { key, id, ciphertext, armored } = await sealMessage(text, bindingOfText({ ...bound, recipients: [] }));
  const body: Body = {
    ...{ kind: 'key', key, ciphertext, ...bound },
    recipients: [{ account: other, identity: hashOf('identity of b'), version: 4, list: hashOf('list of b') }],
    ...linkAfter(undefined),
    ...{ time: 1_790_000_000_000, origin: 'https://forum.example' },
  };
  return {
    what: 'An invitation, format 1 (docs/protocol.md 8.3, 8.7): all in hexadecimal but texts and ids',
    card: toHex(encoded),
    hash: toHex(bound.invitation),
    conversation: bound.conversation,
    message: { text, key: toHex(key), id: toHex(id), ciphertext: toHex(ciphertext), armored },
    line: invitationLine('Get Latchkey at https://store.example/i', { card: armorCard(encoded), text: armored }),
    body: { json: fromUtf8(writeBody(body)), hash: toHex(bodyHash(body)) },
  };
}

function bodies(): readonly Body[] {
  const common = {
    recipients: [{ account: other, identity: hashOf('identity of b'), version: 4, list: hashOf('list of b') }],
    conversation: toId(bytes(16).fill(0xc3)),
    time: 1_790_000_000_000,
    origin: 'https://chat.example',
  };
  const own: readonly ((link: Pick<Body, 'counter' | 'previous'>) => Body)[] = [
    (link) => ({
      ...{ kind: 'key', key: hashOf('K'), identity: hashOf('identity of a'), ciphertext: hashOf('C') },
      ...common,
      ...link,
    }),
    (link) => ({ kind: 'unsend', id: bytes(24).fill(1), ...common, ...link }),
    (link) => ({ kind: 'ask', id: bytes(24).fill(2), ...common, ...link, period: 86_400_000 }),
  ];
  let last: LastBody | undefined;
  return own.map((make) => {
    const body = make(linkAfter(last));
    last = lastOf(body);
    return body;
  });
}

function opened(kind: 'initial' | 'ratchet'): EnvelopeContents {
  const fill = (length: number, value: number): Bytes => bytes(length).fill(value);
  return {
    head: { kind, account, device, version: 7 },
    setUp:
      kind === 'ratchet'
        ? undefined
        : {
            ...{ certificate: fill(300, 1), card: fill(212, 2), version: 4, agreements: hashOf('agreements') },
            preKeys: { signed: toId(fill(16, 3)), kem: toId(fill(16, 4)), once: toId(fill(16, 5)) },
            ...{ ephemeral: hashOf('ephemeral'), ciphertext: fill(1_088, 6) },
          },
    message: { header: fill(68, 7), block: fill(2_288, 8), body: fill(400, 9) },
  };
}

/** Envelopes, of fresh ephemeral keys, for a device whose mailbox key is told; and bodies that name each other. */
export async function envelope(): Promise<object> {
  const mailbox = kemKeyPair(seedOf('mailbox'));
  const to = { account: other, device: toId(bytes(16).fill(0xe2)), mailbox: mailbox.publicKey };
  const said = { format: u16(1), account: fromId(to.account), device: fromId(to.device), mailbox: to.mailbox };
  const sealed = async (padded: Bytes): Promise<string> =>
    toHex(await sealTo({ publicKey: to.mailbox, info: associate('envelope', said) }, padded));
  const honest = writeEnvelope(opened('ratchet'));
  const padded = (frames: readonly Bytes[]): Bytes => {
    const out = bytes(4_096);
    out.set(concat(writeFrames(frames), bytes(1).fill(0x80)));
    return out;
  };
  const { header, block, body } = opened('ratchet').message;
  const head = (text: object): Bytes => toUtf8(JSON.stringify({ format: 1, ...opened('ratchet').head, ...text }));
  const spoilt = honest.slice();
  spoilt[4_095] = 1;
  const refused = {
    'for another device': toHex(await sealEnvelope({ ...to, device }, opened('ratchet'))),
    'padded with something else than zeros': await sealed(spoilt),
    'of another length': await sealed(honest.slice(0, -1)),
    'padded by a step too many': await sealed(concat(honest, bytes(4_096))),
    'an initial one without set-up fields': await sealed(
      padded([head({ kind: 'initial' }), bytes(0), header, block, body]),
    ),
    'a header of 67 bytes': await sealed(padded([head({}), bytes(0), header.slice(1), block, body])),
    'a head with a field more': await sealed(padded([head({ name: 'x' }), bytes(0), header, block, body])),
    'another format': await sealed(padded([head({ format: 2 }), bytes(0), header, block, body])),
    'a frame more': await sealed(padded([head({}), bytes(0), header, block, body, bytes(1)])),
  };
  return {
    what: 'Envelopes and bodies, format 1 (docs/protocol.md 8.4, 8.12): all in hexadecimal but texts and ids',
    to: {
      account: to.account,
      device: to.device,
      mailbox: toHex(mailbox.privateKey),
      mailboxPublic: toHex(mailbox.publicKey),
    },
    initial: {
      sealed: toHex(await sealEnvelope(to, opened('initial'))),
      padded: toHex(writeEnvelope(opened('initial'))),
    },
    ratchet: { sealed: toHex(await sealEnvelope(to, opened('ratchet'))), padded: toHex(honest) },
    refused,
    bodies: bodies().map((each) => ({ json: fromUtf8(writeBody(each)), hash: toHex(bodyHash(each)) })),
  };
}

/** What two people compare: deterministic. */
export async function safety(): Promise<object> {
  const a = { account, identity: await publicOf('identity'), version: 7, hash: hashOf('list') };
  const b = { account: other, identity: await publicOf('another'), version: 4, hash: hashOf('list of b') };
  const shown = ({ identity, hash, ...rest }: typeof a) => ({ ...rest, identity: toHex(identity), list: toHex(hash) });
  return {
    what: 'What two people compare, format 1 (docs/protocol.md 8.1): all in hexadecimal but texts and ids',
    a: shown(a),
    b: shown(b),
    number: safetyNumber(a, b),
    codeOfA: writeCompareCode(writeComparison(a, b)),
  };
}
