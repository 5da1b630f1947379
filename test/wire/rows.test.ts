import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Bytes } from '../../src/encoding/index.ts';
import { concat, fromJson, MalformedError, readFrames, toId, toJson, writeFrames } from '../../src/encoding/index.ts';
import type { InboxRow, OutboxRow, PairRow, PeerRow, PreKeyRow } from '../../src/wire/index.ts';
import {
  FormatError,
  readInboxRow,
  readOutboxRow,
  readPairRow,
  readPeerRow,
  readPreKeyRow,
  writeInboxRow,
  writeOutboxRow,
  writePairRow,
  writePeerRow,
  writePreKeyRow,
} from '../../src/wire/index.ts';

/*
 * What a device keeps for itself of its messages: each row reads as it was written, and nothing else reads as one.
 */
const bytesOf = (length: number): fc.Arbitrary<Bytes> =>
  fc.uint8Array({ minLength: length, maxLength: length }).map((made) => new Uint8Array(made));
const key = bytesOf(32);
const id = bytesOf(16).map(toId);
const time = fc.nat();
const count = fc.nat({ max: 10_000 });
const some = fc.uint8Array({ maxLength: 64 }).map((made): Bytes => new Uint8Array(made));

const keyPair = fc.record({ publicKey: key, privateKey: key });
const setUp = fc.record({
  ...{ certificate: some, card: some, version: fc.integer({ min: 1, max: 99 }), agreements: key },
  preKeys: fc.record({ signed: id, kem: id, once: id }, { requiredKeys: ['signed', 'kem'] }),
  ...{ ephemeral: key, ciphertext: bytesOf(1_088) },
});
const session = fc.record(
  {
    ...{ associated: key, root: key, nextSending: key, nextReceiving: key, previous: count },
    own: fc.record({ agreement: keyPair, kem: fc.record({ publicKey: bytesOf(1_184), seed: bytesOf(64) }) }),
    peer: fc.record({ agreement: key, kem: bytesOf(1_184) }),
    sending: fc.record({ key, n: count, header: key, block: bytesOf(2_288), blockHash: key }),
    receiving: fc.record({ key, n: count, header: key }),
    skipped: fc.array(
      fc.record({ header: key, keys: fc.array(fc.record({ n: count, key, at: time }), { maxLength: 3 }) }),
      { maxLength: 2 },
    ),
  },
  { requiredKeys: ['associated', 'root', 'nextSending', 'nextReceiving', 'previous', 'own', 'skipped'] },
);
const link = fc.record({ conversation: id, counter: count, hash: key });
const held = fc.record({ session, setUp, ephemeral: key }, { requiredKeys: ['session'] });
const place = { conversation: id, time, cameAt: time };
const pair: fc.Arbitrary<PairRow> = fc.record(
  {
    sessions: fc.array(held, { maxLength: 2 }),
    failed: count,
    received: fc.array(link, { maxLength: 2 }),
    missed: fc.array(fc.record({ ...place, from: count, to: count }), { maxLength: 2 }),
    forked: fc.array(fc.record(place), { maxLength: 2 }),
  },
  { requiredKeys: ['sessions', 'failed', 'received'] },
);
const peer: fc.Arbitrary<PeerRow> = fc.record(
  {
    ...{ fetchedAt: time, hintedAt: time, told: id, sent: fc.array(link, { maxLength: 2 }) },
    use: fc.record({ token: id, id }),
    asked: fc.array(fc.record({ id: bytesOf(24), at: time }), { maxLength: 2 }),
  },
  { requiredKeys: ['sent'] },
);
const preKey: fc.Arbitrary<PreKeyRow> = fc.record(
  {
    kind: fc.constantFrom('signed' as const, 'kem' as const, 'once' as const),
    ...{ secret: some, key: some, time, unsent: some, replacedAt: time },
  },
  { requiredKeys: ['kind', 'secret', 'key', 'time'] },
);
const recipients = fc.array(fc.record({ account: id, identity: key }), { maxLength: 2 });
const draft = fc.oneof(
  fc.record({
    kind: fc.constant('key' as const),
    ...{ id: bytesOf(24), key, identity: key, ciphertext: key, recipients },
  }),
  fc.record({ kind: fc.constantFrom('ask' as const, 'unsend' as const), id: bytesOf(24) }),
  fc.record({ kind: fc.constant('card' as const) }),
);
const going = { to: id, draft, conversation: id, time, origin: fc.string(), reached: fc.array(id, { maxLength: 2 }) };
const envelopes = fc.array(fc.record({ device: id, deposit: id, envelope: some }), { maxLength: 2 });
const outbox = fc.oneof(
  fc.record({ state: fc.constant('waiting' as const), ...going }),
  fc.record({ state: fc.constant('stepped' as const), by: id, envelopes, ...going }),
  fc.record({ state: fc.constant('released' as const), envelopes, problem: fc.string(), ...going }),
) as fc.Arbitrary<OutboxRow>;
const inbox: fc.Arbitrary<InboxRow> = fc.oneof(
  fc.record({ state: fc.constant('opened' as const), at: time }),
  fc.record({ state: fc.constant('unjudged' as const), at: time, from: id, envelope: some }),
  fc.record({ state: fc.constant('request' as const), at: time, from: id, card: some, envelope: some }),
  fc.record({ state: fc.constant('ask' as const), at: time, from: id, id: bytesOf(24) }),
  fc.record({ state: fc.constant('unopened' as const), at: time, envelope: some }),
);

const rows: readonly [string, string, fc.Arbitrary<unknown>, (row: never) => Bytes, (source: Bytes) => unknown][] = [
  ['peer', 'sent', peer, writePeerRow, readPeerRow],
  ['outbox', 'to', outbox, writeOutboxRow, readOutboxRow],
  ['inbox', 'at', inbox, writeInboxRow, readInboxRow],
];

describe.each(rows)('a row of kind %s', (_, needed, arbitrary, write, read) => {
  it('reads as it was written, and as nothing else', () => {
    fc.assert(
      fc.property(arbitrary, (row) => {
        const written = write(row as never);
        expect(read(written)).toEqual(row);
        const value = fromJson(written) as object;
        expect(() => read(toJson({ ...value, more: 1 }))).toThrow(MalformedError);
        expect(() => read(toJson({ ...value, format: 2 }))).toThrow(FormatError);
        const without = Object.fromEntries(Object.entries(value).filter(([name]) => name !== needed));
        expect(() => read(toJson(without))).toThrow(MalformedError);
      }),
      { numRuns: 20 },
    );
  });
});

const secretRows: readonly [
  string,
  string,
  fc.Arbitrary<unknown>,
  (row: never) => Bytes,
  (source: Bytes) => unknown,
][] = [
  ['pair', 'failed', pair, writePairRow, readPairRow],
  ['pre-key', 'key', preKey, writePreKeyRow, readPreKeyRow],
];

describe.each(secretRows)('a row with secrets of kind %s', (_, needed, arbitrary, write, read) => {
  it('reads as it was written, and as nothing else', () => {
    fc.assert(
      fc.property(arbitrary, (row) => {
        const written = write(row as never);
        expect(read(written)).toEqual(row);
        const [json = new Uint8Array(0), together = new Uint8Array(0)] = readFrames(written, 2);
        const value = fromJson(json) as object;
        const readAs = (other: object, rest = together) => read(writeFrames([toJson(other), rest]));
        expect(readAs(value)).toEqual(row);
        expect(() => readAs({ ...value, more: 1 })).toThrow(MalformedError);
        expect(() => readAs({ ...value, format: 2 })).toThrow(FormatError);
        const without = Object.fromEntries(Object.entries(value).filter(([name]) => name !== needed));
        expect(() => readAs(without)).toThrow(MalformedError);
        if (together.length > 0) expect(() => readAs(value, together.slice(1))).toThrow(MalformedError);
        expect(() => readAs(value, concat(together, new Uint8Array(1)))).toThrow(MalformedError);
        expect(() => read(json)).toThrow(MalformedError);
      }),
      { numRuns: 20 },
    );
  });

  it('has them as bytes that can be wiped, and hands on copies', () => {
    const [row] = fc.sample(arbitrary, { numRuns: 1, seed: 5 });
    const written = write(row as never);
    const read1 = read(written);
    written.fill(0);
    expect(read1).toEqual(row);
  });
});

it('no secret of a session or a pre-key stands in its row as text', () => {
  const secret = new Uint8Array(32).fill(0xa7);
  const row: PreKeyRow = { kind: 'once', secret, key: new Uint8Array(32), time: 1 };
  const written = Buffer.from(writePreKeyRow(row));
  expect(written.includes(Buffer.from(secret))).toBe(true);
  expect(written.toString('latin1')).not.toContain(Buffer.from(secret).toString('base64url').slice(0, 8));
});
