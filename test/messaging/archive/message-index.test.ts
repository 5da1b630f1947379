import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Id } from '../../../src/encoding/index.ts';
import {
  compareIndex,
  dropRows,
  indexOf,
  putRows,
  rowsOf,
  storedIndex,
  writeChunk,
} from '../../../src/messaging/archive/index.ts';
import type { IndexRow, MessageIndex } from '../../../src/messaging/archive/index.ts';
import { runs } from '../../support/runs.ts';
import { someRecord, someRow } from './some.ts';

const changes = fc.array(
  fc.oneof(
    fc.array(someRow, { maxLength: 60 }).map((rows) => ({ put: rows })),
    fc.array(someRecord, { maxLength: 20 }).map((records) => ({ drop: records })),
  ),
  { maxLength: 12 },
);

const byRecord = (rows: readonly IndexRow[]): ReadonlyMap<Id, IndexRow> =>
  new Map(rows.map((row) => [row.record, row]));

describe('the messages index', () => {
  it('holds what was put and not dropped, whatever the order; only chunks that are named differ', () => {
    fc.assert(
      fc.property(changes, (steps) => {
        let index = indexOf([]);
        const model = new Map<Id, IndexRow>();
        for (const step of steps) {
          const before: MessageIndex = index;
          const change = 'put' in step ? putRows(index, step.put) : dropRows(index, step.drop);
          if ('put' in step) for (const row of step.put) model.set(row.record, row);
          else for (const record of step.drop) model.delete(record);
          index = change.index;
          expect(byRecord(rowsOf(index))).toEqual(model);
          expect(rowsOf(index)).toHaveLength(model.size);
          for (const [place, chunk] of index.chunks.entries()) {
            if (!change.changed.includes(place)) expect(chunk).toBe(before.chunks[place]);
            expect(chunk.length).toBeLessThanOrEqual(128);
          }
          const stored = new Map(index.chunks.map((chunk, at) => [at, writeChunk(chunk)]));
          expect(rowsOf(storedIndex(stored))).toEqual(rowsOf(index));
        }
      }),
      { numRuns: runs(60) },
    );
  });

  it('touches one chunk for one more text, however many there are', () => {
    const rows = Array.from({ length: 1_000 }, (_, at): IndexRow => ({ kind: 'other', record: `r${at}`, revision: 1 }));
    const { index } = putRows(indexOf([]), rows);
    expect(index.chunks).toHaveLength(8);
    expect(putRows(index, [{ kind: 'other', record: 'more', revision: 1 }]).changed).toEqual([7]);
    expect(putRows(index, [{ kind: 'other', record: 'r3', revision: 2 }]).changed).toEqual([0]);
  });

  it('says what has to be read again, and what is gone, after anything happened meanwhile', () => {
    fc.assert(
      fc.property(fc.array(someRow, { maxLength: 60 }), fc.array(someRow, { maxLength: 60 }), (held, now) => {
        const { index } = putRows(indexOf([]), held);
        const there = [...byRecord(now).values()];
        const { read, gone } = compareIndex(
          index,
          there.map(({ record, revision }) => ({ id: record, revision })),
        );
        const again = there.filter(({ record }) => read.includes(record));
        const settled = putRows(dropRows(index, gone).index, again).index;
        const revisions = (rows: readonly IndexRow[]) =>
          new Map(rows.map(({ record, revision }) => [record, revision]));
        expect(revisions(rowsOf(settled))).toEqual(revisions(there));
        const same = compareIndex(
          settled,
          there.map(({ record, revision }) => ({ id: record, revision })),
        );
        expect(same).toEqual({ read: [], gone: [] });
      }),
      { numRuns: runs(60) },
    );
  });

  it('without a chunk that was lost says that its rows have to be read again, and goes on', () => {
    const rows = Array.from({ length: 300 }, (_, at): IndexRow => ({ kind: 'other', record: `r${at}`, revision: 1 }));
    const { index } = putRows(indexOf([]), rows);
    const stored = new Map(index.chunks.map((chunk, at) => [at, writeChunk(chunk)]));
    stored.delete(1);
    const { read, gone } = compareIndex(
      storedIndex(stored),
      rows.map(({ record, revision }) => ({ id: record, revision })),
    );
    expect([read.length, gone.length]).toEqual([128, 0]);
    const again = putRows(
      storedIndex(stored),
      rows.filter(({ record }) => read.includes(record)),
    ).index;
    expect(byRecord(rowsOf(again))).toEqual(byRecord(rows));
    expect(rowsOf(storedIndex(new Map()))).toEqual([]);
  });

  it('with chunks of different times still holds each record once', () => {
    const row = (revision: number): IndexRow => ({ kind: 'other', record: 'r', revision });
    const index = indexOf([[row(1)], [row(2)]]);
    expect(rowsOf(index)).toEqual([row(2)]);
    expect(compareIndex(index, [{ id: 'r', revision: 3 }]).read).toEqual(['r']);
  });
});
