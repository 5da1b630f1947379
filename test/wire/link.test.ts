import { describe, expect, it } from 'vitest';
import type { Bytes } from '../../src/encoding/index.ts';
import { bytes, fromJson, MalformedError, toId, toJson } from '../../src/encoding/index.ts';
import {
  FormatError,
  MOST_LINK_BYTES,
  MOST_LINK_NAMES,
  readLinkAbout,
  readLinkAnswer,
  readLinkPost,
  readLinkRequest,
  writeLinkAbout,
  writeLinkAnswer,
  writeLinkPost,
  writeLinkRequest,
} from '../../src/wire/index.ts';

const filled = (length: number, value: number): Bytes => bytes(length).fill(value);
const account = toId(filled(16, 1));
const [one, two, three] = [filled(32, 1), filled(32, 2), filled(32, 3)];
const answer = { account, certificate: filled(300, 2), version: 3, list: one, head: two, nonce: three };
const request = { agreement: one, nonce: two, requestKey: three };
const state = { items: 412, sequence: 9, generation: 1, time: 7 };
const about = { name: 'mira@fjord.example', device: 'Laptop', others: ['Office'], devices: 2, ...state, doorKey: two };

const shapes: readonly (readonly [string, object, Bytes, (source: Bytes) => unknown])[] = [
  ['the old browser says', answer, writeLinkAnswer(answer), readLinkAnswer],
  ['the new browser says', request, writeLinkRequest(request), readLinkRequest],
  ['a person confirms', about, writeLinkAbout(about), readLinkAbout],
];

describe.each(shapes)('what %s in a linking', (_, value, written, read) => {
  const fields = fromJson(written) as Record<string, unknown>;

  it('is read as it was written', () => {
    expect(read(written)).toEqual(value);
  });

  it('is refused in another format, with a field more, less, or of another type, cut, or spelt otherwise', () => {
    expect(() => read(toJson({ ...fields, format: 2 }))).toThrow(FormatError);
    expect(() => read(toJson({ ...fields, more: 1 }))).toThrow(MalformedError);
    for (const name of Object.keys(fields)) {
      const { [name]: own, ...rest } = fields;
      expect(() => read(toJson(rest)), name).toThrow(MalformedError);
      for (const other of [null, 1.5, -1, 'no', {}].filter((entry) => typeof entry !== typeof own)) {
        expect(() => read(toJson({ ...fields, [name]: other })), name).toThrow(MalformedError);
      }
    }
    for (let length = 0; length < written.length; length += 1) {
      expect(() => read(written.subarray(0, length))).toThrow(MalformedError);
    }
    expect(() => read(new TextEncoder().encode(JSON.stringify(fields, null, 1)))).toThrow(MalformedError);
  });
});

it('a message of a linking longer than 8 KiB is refused before it is read', () => {
  const long = { ...answer, certificate: filled(MOST_LINK_BYTES, 2) };
  expect(() => readLinkAnswer(writeLinkAnswer(long))).toThrow(MalformedError);
  expect(() => writeLinkPost(one, filled(MOST_LINK_BYTES - 31, 1))).toThrow(MalformedError);
  expect(() => readLinkPost(filled(MOST_LINK_BYTES + 1, 1))).toThrow(MalformedError);
  expect(() => readLinkPost(filled(32, 1))).toThrow(MalformedError);
  expect(readLinkPost(writeLinkPost(one, filled(10, 7)))).toEqual({ mac: one, message: filled(10, 7) });
});

it('as many names as there may be, of the greatest length, have room in what is confirmed', () => {
  const name = '𝕄'.repeat(40);
  const full = { ...about, name: 'a'.repeat(320), device: name, others: Array(MOST_LINK_NAMES).fill(name) as string[] };
  expect(readLinkAbout(writeLinkAbout(full))).toEqual(full);
  expect(() => readLinkAbout(writeLinkAbout({ ...full, others: [...full.others, name] }))).toThrow(MalformedError);
});
