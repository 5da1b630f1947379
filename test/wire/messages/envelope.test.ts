import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Bytes } from '../../../src/encoding/index.ts';
import { bytes, concat, fromJson, MalformedError, toJson, writeFrames } from '../../../src/encoding/index.ts';
import {
  ENVELOPE_STEP,
  FormatError,
  MOST_ENVELOPE_BYTES,
  MOST_RECIPIENTS,
  readBody,
  readEnvelope,
  writeBody,
  writeEnvelope,
} from '../../../src/wire/index.ts';
import type { Body, EnvelopeContents } from '../../../src/wire/index.ts';
import { runs } from '../../support/runs.ts';
import { someBody, someEnvelope, someKeyBody, someRecipient } from './arbitrary.ts';
import { changed, everyTruncation } from './damage.ts';

describe('what is in an envelope', () => {
  it('is read as it was written, in steps of 4,096 bytes, and refused cut or padded otherwise', () => {
    fc.assert(
      fc.property(someEnvelope, (contents) => {
        const written = writeEnvelope(contents);
        expect(readEnvelope(written)).toEqual(contents);
        expect(written.length % ENVELOPE_STEP).toBe(0);
        everyTruncation(written, readEnvelope, 20);
        for (let length = 0; length < written.length; length += 4_096) {
          expect(() => readEnvelope(written.subarray(0, length))).toThrow(MalformedError);
        }
        expect(() => readEnvelope(concat(written, bytes(4_096)))).toThrow(MalformedError);
      }),
      { numRuns: runs(30) },
    );
  });

  const contents = (seed: number): EnvelopeContents => {
    const [made] = fc.sample(
      someEnvelope.filter(({ setUp }) => setUp !== undefined),
      { numRuns: 1, seed },
    );
    if (!made) throw new Error('none');
    return made;
  };
  const honest = contents(3);

  it('is neither written nor read above its largest size', () => {
    const body = bytes(40_000).fill(1);
    expect(() => writeEnvelope({ ...honest, message: { ...honest.message, body } })).toThrow(MalformedError);
    const large = bytes(MOST_ENVELOPE_BYTES - 80 + 4_096);
    large[large.length - 1] = 0x80;
    expect(() => readEnvelope(large)).toThrow(MalformedError);
  });

  it.each<[string, Partial<EnvelopeContents>]>([
    ['set-up fields in a message of a session that stands', { head: { ...honest.head, kind: 'ratchet' } }],
    ['no set-up fields in the first', { setUp: undefined }],
    ['a short header', { message: { ...honest.message, header: bytes(67) } }],
    ['a long block', { message: { ...honest.message, block: bytes(2_289) } }],
    ['no body', { message: { ...honest.message, body: bytes(0) } }],
  ])('is not written with %s', (_, fault) => {
    expect(() => writeEnvelope({ ...honest, ...fault })).toThrow(MalformedError);
  });

  it('is refused where somebody else wrote it so', () => {
    const head = { format: 1, ...honest.head };
    const { header, block, body } = honest.message;
    const padded = (frames: readonly Bytes[]): Bytes => {
      const out = bytes(12_288);
      const written = concat(writeFrames(frames), new Uint8Array([0x80]));
      out.set(written);
      return out.slice(0, Math.ceil(written.length / 4_096) * 4_096);
    };
    const of = (fields: object): Bytes => padded([toJson(fields), bytes(0), header, block, body.slice(0, 100)]);
    const ratchet = { ...head, kind: 'ratchet' };
    expect(readEnvelope(of(ratchet)).setUp).toBeUndefined();
    for (const odd of [
      { ...head, kind: 'initial' },
      { ...ratchet, more: 1 },
      { ...ratchet, account: 'x' },
      { ...ratchet, version: 0 },
    ]) {
      expect(() => readEnvelope(of(odd))).toThrow(MalformedError);
    }
    expect(() => readEnvelope(of({ ...ratchet, format: 2 }))).toThrow(FormatError);
    expect(() => readEnvelope(padded([toJson(ratchet), bytes(0), header.slice(1), block, body]))).toThrow(
      MalformedError,
    );
  });
});

describe('a body', () => {
  it('is read as it was written, and refused cut', () => {
    fc.assert(
      fc.property(someBody, (body) => {
        const written = writeBody(body);
        expect(readBody(written)).toEqual(body);
        everyTruncation(written, readBody, 20);
        expect(() => readBody(changed(written, ['more'], 1))).toThrow(MalformedError);
        expect(() => readBody(changed(written, ['kind'], 'file'))).toThrow(MalformedError);
        expect(() => readBody(changed(written, ['format'], 2))).toThrow(FormatError);
      }),
      { numRuns: runs(100) },
    );
  });

  it('is written in one order of its fields, whoever made the object', () => {
    fc.assert(
      fc.property(someBody, (body) => {
        const turned = Object.fromEntries(Object.entries(body).reverse()) as Body;
        expect(writeBody(turned)).toEqual(writeBody(body));
      }),
      { numRuns: runs(30) },
    );
  });

  const [body] = fc.sample(
    someKeyBody.filter(({ recipients }) => recipients.length > 2),
    { numRuns: 1, seed: 5 },
  );
  if (!body) throw new Error('none');
  const [one] = (fromJson(writeBody(body)) as { recipients: unknown[] }).recipients;

  it.each([
    ['nobody to go to', ['recipients'], []],
    ['somebody twice', ['recipients', 1], one],
    ['a recipient with a field more', ['recipients', 0, 'name'], 'Alice'],
    ['counter 0', ['counter'], 0],
    ['a short key', ['key'], 'AAAA'],
    ['a life of more than 90 days', ['period'], 90 * 86_400_000 + 1],
    ['a page with a path', ['origin'], 'https://chat.example/room'],
    ['a page without an origin', ['origin'], 'null'],
    ['a page of a file', ['origin'], 'file:///x'],
    ['the field of another kind', ['set'], 'A'.repeat(22)],
  ])('is refused with %s', (_, path, value) => {
    expect(readBody(writeBody(body))).toEqual(body);
    expect(() => readBody(changed(writeBody(body), path, value))).toThrow(MalformedError);
  });

  it('is refused cut at any byte', () => {
    everyTruncation(writeBody(body), readBody);
  });

  it('goes to 32 people at most', () => {
    const people = fc.sample(someRecipient, { numRuns: MOST_RECIPIENTS + 1, seed: 2 });
    expect(readBody(writeBody({ ...body, recipients: people.slice(1) })).recipients).toHaveLength(MOST_RECIPIENTS);
    expect(() => writeBody({ ...body, recipients: people })).toThrow(MalformedError);
  });
});
