import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Bytes } from '../../../src/encoding/index.ts';
import { bytes, concat, MalformedError, toUtf8 } from '../../../src/encoding/index.ts';
import {
  FormatError,
  MOST_CARD_BYTES,
  MOST_PRE_KEY_BYTES,
  readBundle,
  readCard,
  readPreKey,
  writeBundle,
  writeCard,
  writeCertificate,
  writePreKey,
  writeSigned,
} from '../../../src/wire/index.ts';
import type { Bundle, BundleParts, PreKey } from '../../../src/wire/index.ts';
import { runs } from '../../support/runs.ts';
import { someCard, somePreKey } from './arbitrary.ts';
import { changed, everyTruncation } from './damage.ts';

const signature = bytes(64).fill(7);

describe('a card', () => {
  it('is read as it was written, with the bytes that were signed, and refused cut or extended', () => {
    fc.assert(
      fc.property(someCard, (card) => {
        const signed = writeCard(card);
        const whole = writeSigned(signed, signature);
        expect(readCard(whole)).toEqual({ value: card, signed, signature });
        everyTruncation(whole, readCard, 20);
        expect(() => readCard(concat(whole, bytes(1)))).toThrow(MalformedError);
      }),
      { numRuns: runs(50) },
    );
  });

  const [card] = fc.sample(someCard, { numRuns: 1, seed: 1 });
  if (!card) throw new Error('no card');

  it('is refused cut at any byte', () => {
    everyTruncation(writeSigned(writeCard(card), signature), readCard);
  });

  it('takes 214 bytes for a name and a store of usual length, 768 at most', () => {
    const sizeOf = (name: string, store: string) => writeSigned(writeCard({ ...card, name, store }), signature).length;
    expect(sizeOf('Alice', 'https://store.example')).toBe(214);
    expect(sizeOf('🐢'.repeat(64), `https://${`${'a'.repeat(60)}.`.repeat(4)}example`)).toBeLessThan(MOST_CARD_BYTES);
  });

  it.each([
    ['an empty name', { name: '' }],
    ['a name of 65 characters', { name: 'n'.repeat(65) }],
    ['a name that turns what follows', { name: 'Alice\u202egnp.exe' }],
    ['a name with something unseen', { name: 'Ali\u200bce' }],
    ['a name with an isolate', { name: '\u2066Alice\u2069' }],
    ['a name that is not composed', { name: 'Zoe\u0308' }],
    ['a name in two lines', { name: 'Alice\nBob' }],
    ['a name with spaces around it', { name: ' Alice' }],
    ['a store without TLS', { store: 'http://store.example' }],
    ['a store with a path', { store: 'https://store.example/x' }],
    ['a store spelt otherwise', { store: 'https://Store.example' }],
    ['no store', { store: '' }],
    ['list version 0', { version: 0 }],
    ['serial 0', { serial: 0 }],
    ['a short identity', { identity: bytes(31) }],
    ['a long token, and a short list hash', { token: bytes(17), list: bytes(31) }],
  ])('is neither written nor read with %s', (_, fault) => {
    expect(() => writeCard({ ...card, ...fault })).toThrow(MalformedError);
  });

  it('is refused by the reader, too, where somebody else wrote it', () => {
    const signed = writeCard({ ...card, name: 'Alice!' });
    const forged = signed.slice();
    forged.set(toUtf8('Ali\u200b'), Buffer.from(signed).indexOf('Alice!'));
    expect(readCard(writeSigned(signed, signature)).value.name).toBe('Alice!');
    expect(() => readCard(writeSigned(forged, signature))).toThrow(MalformedError);
  });

  it('of another format is refused by its own error', () => {
    const signed = writeCard(card);
    signed[1] = 2;
    expect(() => readCard(writeSigned(signed, signature))).toThrow(FormatError);
  });
});

describe('a pre-key', () => {
  it('is read as it was written, and refused cut', () => {
    fc.assert(
      fc.property(somePreKey, (preKey) => {
        const signed = writePreKey(preKey);
        const whole = writeSigned(signed, signature);
        expect(readPreKey(whole)).toEqual({ value: preKey, signed, signature });
        everyTruncation(whole, readPreKey, 20);
      }),
      { numRuns: runs(30) },
    );
  });

  const once: PreKey = {
    account: 'A'.repeat(22),
    device: 'B'.repeat(21) + 'A',
    kind: 'once',
    id: 'C'.repeat(21) + 'A',
    key: bytes(32),
    time: 5,
  };

  it('is refused cut at any byte', () => {
    everyTruncation(writeSigned(writePreKey(once), signature), readPreKey);
  });

  it.each([
    ['a KEM key of 32 bytes', ['kind'], 'kem'],
    ['a kind that there is not', ['kind'], 'twice'],
    ['an unknown field', ['more'], 1],
    ['no time', ['time'], null],
    ['an id that is none', ['id'], 'AAAA'],
  ])('is refused with %s', (_, path, value) => {
    const signed = writePreKey(once);
    expect(readPreKey(writeSigned(signed, signature)).value).toEqual(once);
    expect(() => readPreKey(writeSigned(changed(signed, path, value), signature))).toThrow(MalformedError);
  });

  it('of another format is refused by its own error', () => {
    expect(() => readPreKey(writeSigned(changed(writePreKey(once), ['format'], 2), signature))).toThrow(FormatError);
  });
});

describe('a bundle', () => {
  const [account, device, other] = [1, 2, 3].map((value) => Buffer.alloc(16, value).toString('base64url'));
  if (!account || !device || !other) throw new Error('no ids');
  const key = bytes(32);
  const certificate = writeSigned(
    writeCertificate({ account, device, signing: key, agreement: key, mailbox: key, createdAt: 1 }),
    signature,
  );
  const preKey = (kind: PreKey['kind'], of = device): Bytes =>
    writeSigned(
      writePreKey({ account, device: of, kind, id: other, key: bytes(kind === 'kem' ? 1_184 : 32), time: 1 }),
      signature,
    );
  const parts: BundleParts = { certificate, signed: preKey('signed'), kem: preKey('kem'), once: preKey('once') };

  it('is read with and without a one-time key, and refused cut', () => {
    const read: Bundle = readBundle(writeBundle(parts));
    expect(read.once?.value.kind).toBe('once');
    expect(readBundle(writeBundle({ ...parts, once: undefined })).once).toBeUndefined();
    everyTruncation(writeBundle(parts), readBundle);
    expect(() => readBundle(concat(writeBundle(parts), bytes(4)))).toThrow(MalformedError);
  });

  it.each([
    ["pre-keys in each other's place", { signed: preKey('once') }],
    ['a pre-key of another device', { once: preKey('once', other) }],
    ['no KEM key', { kem: bytes(0) }],
    ['a certificate that is none', { certificate: preKey('signed') }],
  ])('is refused with %s', (_, fault) => {
    expect(() => readBundle(writeBundle({ ...parts, ...fault }))).toThrow(MalformedError);
  });
});

it.each<[string, number, (source: Bytes) => unknown]>([
  ['a card', MOST_CARD_BYTES, readCard],
  ['a pre-key', MOST_PRE_KEY_BYTES, readPreKey],
])('%s longer than it may be is refused by its length', (_, most, read) => {
  const frames = (length: number): Bytes => writeSigned(bytes(length - 72), signature);
  expect(frames(most)).toHaveLength(most);
  // Within its length it is looked at, and found to be of no format of ours.
  const said = (length: number): string => {
    try {
      read(frames(length));
      return 'read';
    } catch (error) {
      return String(error);
    }
  };
  expect(said(most)).not.toBe(said(most + 1));
});
