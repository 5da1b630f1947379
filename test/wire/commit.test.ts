import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Bytes } from '../../src/encoding/index.ts';
import { MalformedError, bytes, readFrames, toId, u16, writeFrames } from '../../src/encoding/index.ts';
import type { Commit } from '../../src/wire/index.ts';
import { FormatError, readCommit, writeCommit } from '../../src/wire/index.ts';
import { runs } from '../support/runs.ts';

const bytesOf = (minLength: number, maxLength = minLength) =>
  fc.uint8Array({ minLength, maxLength }).map((value): Bytes => Uint8Array.from(value));
const id = bytesOf(16).map(toId);
const record = fc.record({ id, revision: fc.integer({ min: 1, max: 2 ** 32 - 1 }), blob: bytesOf(1, 40) });

const commit: fc.Arbitrary<Commit> = fc
  .record(
    {
      parent: bytesOf(32),
      put: fc.uniqueArray(record, { selector: (entry) => entry.id, maxLength: 4 }),
      remove: fc.uniqueArray(id, { maxLength: 4 }),
      keyring: bytesOf(1, 40),
      slots: fc.array(bytesOf(0, 20), { minLength: 1, maxLength: 3 }),
      lists: fc.array(bytesOf(1, 40), { minLength: 1, maxLength: 3 }),
      manifest: bytesOf(1, 80),
      author: id,
      signature: bytesOf(64),
    },
    { requiredKeys: ['parent', 'put', 'remove', 'manifest', 'author', 'signature'] },
  )
  .filter(({ put, remove }) => !put.some((entry) => remove.includes(entry.id)));

const plain: Commit = {
  parent: bytes(32),
  put: [{ id: toId(bytes(16)), revision: 1, blob: bytes(70) }],
  remove: [toId(bytes(16).fill(1))],
  manifest: bytes(90),
  author: toId(bytes(16).fill(2)),
  signature: bytes(64),
};

describe('a commit', () => {
  test('is read as it was written', () => {
    fc.assert(
      fc.property(commit, (value) => {
        expect(readCommit(writeCommit(value))).toEqual(value);
      }),
      { numRuns: runs(100), seed: 1 },
    );
  });

  test('is refused truncated anywhere', () => {
    const written = writeCommit(plain);
    for (let length = 0; length < written.length; length += 1) {
      expect(() => readCommit(written.subarray(0, length))).toThrow(MalformedError);
    }
  });

  test.each([
    ['a parent of another length', 1, bytes(31)],
    ['a record without blob', 2, writeFrames([bytes(20)])],
    ['revision 0', 2, writeFrames([bytes(30)])],
    ['half an id', 3, bytes(17)],
    ['an id removed twice', 3, bytes(32)],
    ['a broken slot frame', 5, bytes(3).fill(9)],
    ['no manifest', 7, bytes(0)],
    ['half an author', 8, bytes(15)],
    ['a signature of another length', 9, bytes(65)],
  ])('is refused with %s', (_, place, value) => {
    const frames = readFrames(writeCommit(plain), 10);
    frames[place] = value;
    expect(() => readCommit(writeFrames(frames))).toThrow(MalformedError);
  });

  test('is refused with a record both written and removed, a frame more, or another format', () => {
    const [first] = plain.put;
    expect(() => readCommit(writeCommit({ ...plain, remove: [first?.id ?? ''] }))).toThrow(MalformedError);
    const frames = readFrames(writeCommit(plain), 10);
    expect(() => readCommit(writeFrames([...frames, bytes(0)]))).toThrow(MalformedError);
    expect(() => readCommit(writeFrames([u16(2), ...frames.slice(1)]))).toThrow(FormatError);
    expect(() => readCommit(writeFrames([bytes(1), ...frames.slice(1)]))).toThrow(MalformedError);
  });
});
