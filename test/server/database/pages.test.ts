import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { newId } from '../../../src/crypto/index.ts';
import type { Bytes } from '../../../src/encoding/index.ts';
import { concat, fromId, toHex } from '../../../src/encoding/index.ts';
import { READY_BYTES, readPullPage, readyRecord } from '../../../src/wire/index.ts';
import { runs } from '../../support/runs.ts';
import { codeOf } from '../support/client.ts';
import { testRecord } from '../support/device.ts';
import { Person } from '../support/person.ts';
import type { TestStore } from '../support/store.ts';
import { openStore } from '../support/store.ts';

const PAGE_BYTES = 1_048_576;

async function world() {
  const store = await openStore();
  const person = await Person.make();
  const client = await store.client();
  await person.signUp(client);
  return { store, person, client };
}

const everyByte = Uint8Array.from({ length: 256 }, (_, at) => at);

/** What text can't be, or ends at: NUL, bytes that never occur, overlong forms, halves of characters, surrogates, marks of order. */
const samples: readonly (readonly [what: string, blob: Bytes])[] = [
  ['every byte', everyByte],
  ['every byte backwards', everyByte.toReversed()],
  ['NUL alone', new Uint8Array(1)],
  ['NUL first', Uint8Array.of(0, 65, 66)],
  ['NUL last', Uint8Array.of(65, 66, 0)],
  ['nothing but NUL', new Uint8Array(5_000)],
  ['bytes that occur in no text', new Uint8Array(300).fill(0xff)],
  ['an overlong NUL', Uint8Array.of(0xc0, 0x80)],
  ['half a character at the end', Uint8Array.of(0x41, 0xe2, 0x82)],
  ['half a character at the beginning', Uint8Array.of(0x82, 0xac, 0x41)],
  ['a surrogate', Uint8Array.of(0xed, 0xa0, 0x80)],
  ['a mark of byte order', Uint8Array.of(0xef, 0xbb, 0xbf, 0xff, 0xfe)],
  ['beyond the last character', Uint8Array.of(0xf4, 0x90, 0x80, 0x80)],
];

/** Writes them as records of an account of its own, and reads them as one row. */
async function joined(store: TestStore, account: number, blobs: readonly Bytes[]) {
  const frames = blobs.map((blob, at) => readyRecord(fromId(newId()), at + 1, blob));
  const rows = frames.map((frame, at) => ({ id: frame.slice(4, 20), revision: at + 1, frame }));
  await store.parts.database.write(({ records }) => records.put(account, 2, rows));
  const of = { account, after: { sequence: 2, number: 0 }, until: 2, onlyLive: true };
  const read = await store.parts.database.read((db) => db.records.frames(of, frames.length));
  await store.parts.database.write(({ query }) =>
    query.deleteFrom('records').where('account', '=', account).where('sequence', '=', 2).execute(),
  );
  return { frames, read };
}

describe('records that are read as one row', () => {
  test.each(samples)('come byte for byte: %s', async (_, blob) => {
    const { store } = await world();
    const text = [Uint8Array.of(65), Uint8Array.of(0xc3, 0xa4)];
    for (const blobs of [[blob], [blob, blob], [...text, blob, ...text]]) {
      const { frames, read } = await joined(store, 1, blobs);
      expect(toHex(read)).toBe(toHex(concat(...frames)));
    }
  });

  test('whatever they are', async () => {
    const { store } = await world();
    const piece = fc.oneof(fc.uint8Array({ maxLength: 200 }), fc.constantFrom(...samples.map(([, blob]) => blob)));
    await fc.assert(
      fc.asyncProperty(fc.array(piece, { minLength: 1, maxLength: 20 }), async (pieces) => {
        const { frames, read } = await joined(
          store,
          1,
          pieces.map((one) => Uint8Array.from(one)),
        );
        expect(toHex(read)).toBe(toHex(concat(...frames)));
      }),
      { numRuns: runs(50) },
    );
  });

  test('and would not, if anything on the way took them for text', () => {
    const damaged = samples.filter(([, blob]) => {
      const read = new TextEncoder().encode(new TextDecoder().decode(blob));
      return toHex(read) !== toHex(blob);
    });
    expect(damaged.length).toBeGreaterThan(7);
  });
});

describe('a page', () => {
  /** Sizes of all pages of a pull since the sign-up: records, deletions, and bytes of the records' frames. */
  async function pagesOf(sizes: readonly number[], removed: number) {
    const { person, client } = await world();
    const since = Buffer.from(person.head).toString('base64url');
    const gone = Array.from({ length: removed }, () => testRecord(10));
    await person.commit(client, { put: gone });
    const put = sizes.map((size) => testRecord(size));
    await person.commit(client, { put, remove: gone.map(({ id }) => id) });
    const pages = [];
    for (let cursor: string | undefined = ''; cursor !== undefined;) {
      const answer = await client.call(`/v1/pull?since=${since}${cursor === '' ? '' : `&cursor=${cursor}`}`);
      expect(codeOf(answer)).toBeUndefined();
      const page = readPullPage(answer.bytes);
      pages.push(page);
      ({ cursor } = page.header);
    }
    const told = pages.flatMap(({ records }) => records.map(({ id, blob }) => `${id} ${toHex(blob)}`));
    expect(told.toSorted()).toEqual(put.map(({ id, blob }) => `${id} ${toHex(blob)}`).toSorted());
    const deleted = pages.flatMap((page) => page.deleted.map(({ id }) => id));
    expect(deleted.toSorted()).toEqual(gone.map(({ id }) => id).toSorted());
    expect(pages.every(({ header }) => header.total === sizes.length + removed)).toBe(true);
    return pages;
  }

  test.each([0, 1, 255, 256, 257, 900])('of %i small records is one', async (count) => {
    expect(await pagesOf(Array<number>(count).fill(100), 0)).toHaveLength(1);
    expect(await pagesOf(Array<number>(Math.min(count, 300)).fill(100), 3)).toHaveLength(1);
  });

  test.each([-1, 0, 1])('ends with the frame that fills it, to the byte: %i off', async (off) => {
    // Two manifests take their part of it first.
    const [first] = await pagesOf([100], 0);
    const manifests = first?.manifests.reduce((sum, { manifest }) => sum + 112 + manifest.length, 0) ?? 0;
    const half = Math.floor((PAGE_BYTES - manifests) / 2) - READY_BYTES;
    const rest = PAGE_BYTES - manifests - (half + READY_BYTES) - READY_BYTES + off;
    // What brings it to its end may be the last of all; that nothing follows is told by the next page.
    const pages = await pagesOf([half, rest, 50], 0);
    expect(pages.map(({ records }) => records.length)).toEqual(off < 0 ? [3, 0] : [2, 1]);
  });

  test('holds few large ones, and no more than it must', async () => {
    const pages = await pagesOf(Array<number>(12).fill(400_000), 5);
    expect(pages.map(({ records }) => records.length)).toEqual([3, 3, 3, 3, 0].slice(0, pages.length));
  });
});
