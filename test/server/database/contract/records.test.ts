import fc from 'fast-check';
import { expect, test } from 'vitest';
import { randomBytes } from '../../../../src/crypto/index.ts';
import type { Bytes } from '../../../../src/encoding/index.ts';
import { concat, toHex } from '../../../../src/encoding/index.ts';
import { runs } from '../../../support/runs.ts';
import { anId, describeEngines, makeAccount, openIn } from './engines.ts';
import type { Place } from './engines.ts';

const START = { sequence: 0, number: 0 };

async function world(place: Place) {
  const database = await openIn(place);
  const { account } = await database.write((db) => makeAccount(db));
  const stretch = { account, after: START, until: 100, onlyLive: false };
  return { database, account, stretch };
}

const recordOf = (frame: Bytes, revision = 1) => ({
  id: anId(),
  revision,
  frame,
});

/** Every byte, NUL first, last and alone, and what no text can hold. */
const awkward: readonly Bytes[] = [
  Uint8Array.from({ length: 256 }, (_, at) => at),
  new Uint8Array(1),
  new Uint8Array(3_000),
  Uint8Array.of(0, 65, 0),
  new Uint8Array(300).fill(0xff),
  Uint8Array.of(0xc0, 0x80, 0xed, 0xa0, 0x80, 0xf4, 0x90, 0x80, 0x80, 0xe2, 0x82),
  Uint8Array.from(Buffer.from('\\x41\\\\ \'"; --')),
];

describeEngines('records', (place) => {
  test('are replaced and deleted where they are, and tell how large they were', async () => {
    const { database, account } = await world(await place());
    const [first, second] = [recordOf(randomBytes(40)), recordOf(randomBytes(50))];
    const never = anId();
    const sizes = () => database.read(({ records }) => records.sizes(account, [second.id, never, first.id]));
    await database.write(({ records }) => records.put(account, 1, [first, second]));
    expect(await sizes()).toEqual([50, undefined, 40]);
    await database.write(({ records }) =>
      records.put(account, 2, [{ ...second, revision: 2, frame: randomBytes(60) }]),
    );
    await database.write(({ records }) => records.remove(account, 3, [first.id, never]));
    expect(await sizes()).toEqual([60, undefined, null]);
    // Deleted already: it stays as it was.
    await database.write(({ records }) => records.remove(account, 4, [first.id]));
    const counts = await database.read(async ({ hot }) => [
      await hot.changeCount(account, 2, 3),
      await hot.changeCount(account, 3, 9),
      await hot.liveCount(account, 9),
      await hot.liveCount(account, 1),
    ]);
    expect(counts).toEqual([1, 0, 1, 0]);
    // And comes back.
    await database.write(({ records }) => records.put(account, 5, [{ ...first, revision: 3 }]));
    expect(await sizes()).toEqual([60, undefined, 40]);
    expect(await database.read(({ records }) => records.sizes(account + 1, [first.id]))).toEqual([undefined]);
    expect(await database.read(({ records }) => records.sizes(account, []))).toEqual([]);
  });

  test('come back byte for byte, in the order of commits and of how they came', async () => {
    const { database, account, stretch } = await world(await place());
    const rows = awkward.map((frame, at) => recordOf(frame, at + 1));
    await database.write(async ({ records }) => {
      await records.put(account, 2, rows.slice(3));
      await records.put(account, 1, rows.slice(0, 3));
    });
    const frames = (rowCount: number, after = START) =>
      database.read(({ records }) => records.frames({ ...stretch, after }, rowCount));
    expect(toHex(await frames(99))).toBe(toHex(concat(...awkward)));
    expect(toHex(await frames(2))).toBe(toHex(concat(...awkward.slice(0, 2))));
    expect(await frames(0)).toEqual(new Uint8Array(0));
    expect(await frames(99)).toBeInstanceOf(Uint8Array);
    expect(Buffer.isBuffer(await frames(99))).toBe(false);
  });

  test('come back byte for byte, whatever they are', async () => {
    const { database, account, stretch } = await world(await place());
    let sequence = 0;
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.uint8Array({ minLength: 1, maxLength: 90 }), {
          maxLength: 12,
        }),
        async (given) => {
          sequence += 1;
          const rows = given.map((frame) => recordOf(Uint8Array.from(frame)));
          await database.write(({ records }) => records.put(account, sequence, rows));
          const of = {
            ...stretch,
            after: { sequence, number: 0 },
            until: sequence,
          };
          const read = await database.read(({ records }) => records.frames(of, 99));
          expect(toHex(read)).toBe(toHex(concat(...rows.map(({ frame }) => frame))));
        },
      ),
      { numRuns: runs(30) },
    );
  });

  test.each([1, 5, 299, 300, 301, 700])('fill pages exactly: %i of them, each row once', async (count) => {
    const { database, account, stretch } = await world(await place());
    const rows = Array.from({ length: count }, () => recordOf(randomBytes(20)));
    await database.write(({ records }) => records.put(account, 1, rows));
    const gone = rows.filter((_, at) => at % 3 === 0);
    await database.write(({ records }) =>
      records.remove(
        account,
        2,
        gone.map(({ id }) => id),
      ),
    );
    const room = { bytes: 2_000, deletion: 24 };
    let [live, deleted, after] = ['', [] as string[], START];
    for (let pages = 0; ; pages += 1) {
      const of = { ...stretch, after };
      const page = await database.read(
        async ({ records }) => {
          const measured = await records.measure(of, room);
          const [frames, deletions] = [
            await records.frames(of, measured.rows),
            await records.deleted(of, measured.rows),
          ];
          return { ...measured, frames, deletions };
        },
        { still: true },
      );
      expect(page.frames.length).toBe(page.live * 20);
      expect(page.deletions).toHaveLength(page.rows - page.live);
      live += toHex(page.frames);
      deleted = [...deleted, ...page.deletions.map(({ id }) => toHex(id))];
      const size = page.live * 20 + (page.rows - page.live) * 24;
      // Filled by its last row, and not by the one before it.
      if (page.end) expect([size >= 2_000, size - 24 < 2_000]).toEqual([true, true]);
      else expect(size).toBeLessThan(2_000);
      if (!page.end) break;
      expect(pages).toBeLessThan(20);
      after = page.end;
    }
    const kept = rows.filter((row) => !gone.includes(row));
    expect(live).toBe(toHex(concat(...kept.map(({ frame }) => frame))));
    expect(deleted).toEqual(gone.map(({ id }) => toHex(id)));
  });

  test('that live are told without those that are deleted, and only up to a commit', async () => {
    const { database, account, stretch } = await world(await place());
    const rows = [1, 2, 3].map((byte) => recordOf(new Uint8Array(8).fill(byte)));
    await database.write(async ({ records }) => {
      for (const [at, row] of rows.entries()) await records.put(account, at + 1, [row]);
      await records.remove(account, 4, [rows[1]?.id ?? anId()]);
    });
    const measured = (of: object) =>
      database.read(({ records }) => records.measure({ ...stretch, ...of }, { bytes: 999, deletion: 24 }));
    expect(await measured({})).toEqual({ rows: 3, live: 2 });
    expect(await measured({ onlyLive: true })).toEqual({ rows: 2, live: 2 });
    expect(await measured({ until: 3 })).toEqual({ rows: 2, live: 2 });
    expect(await measured({ account: account + 1 })).toEqual({
      rows: 0,
      live: 0,
    });
    const deletions = await database.read(({ records }) => records.deleted(stretch, 9));
    expect(deletions).toEqual([{ id: rows[1]?.id, revision: 1 }]);
  });

  test('are a thousand in one go', async () => {
    const { database, account, stretch } = await world(await place());
    const rows = Array.from({ length: 1_000 }, (_, at) => recordOf(randomBytes(10), at));
    await database.write(({ records }) => records.put(account, 1, rows));
    const ids = rows.map(({ id }) => id);
    expect(await database.read(({ records }) => records.sizes(account, ids))).toEqual(Array<number>(1_000).fill(10));
    const read = await database.read(({ records }) => records.frames(stretch, 1_000));
    expect(toHex(read)).toBe(toHex(concat(...rows.map(({ frame }) => frame))));
  });
});
