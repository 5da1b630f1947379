import fc from 'fast-check';
import { expect, test } from 'vitest';
import { hmacSha256, newId, randomBytes } from '../../src/crypto/index.ts';
import { associate, bytes, concat, fromId, toHex, u32 } from '../../src/encoding/index.ts';
import { noSum, sumOf, updateSum } from '../../src/records/index.ts';
import { runs } from '../support/runs.ts';

const setKey = randomBytes(32);
const record = () => ({ id: newId(), revision: 1, blob: randomBytes(40) });

test('the sum doesn’t depend on order, and steps lead where the whole leads', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.boolean(), { maxLength: 30 }), async (steps) => {
      let [records, sum] = [[record(), record(), record()], noSum()];
      sum = await updateSum(setKey, sum, records, []);
      for (const isAdded of steps) {
        const [first, ...rest] = records;
        const fresh = record();
        sum = await updateSum(setKey, sum, isAdded ? [fresh] : [], isAdded || !first ? [] : [first]);
        records = isAdded ? [...records, fresh] : rest;
      }
      expect(toHex(sum)).toBe(toHex(await sumOf(setKey, records.reverse())));
    }),
    { numRuns: runs(30), seed: 5 },
  );
});

test('the sum of nothing is zero, below it is 2^256 - 1, and both wrap', async () => {
  const one = record();
  expect(await sumOf(setKey, [])).toEqual(noSum());
  const below = await updateSum(setKey, noSum(), [], [one]);
  expect(await updateSum(setKey, below, [one], [])).toEqual(noSum());
  const [sum, negative] = [await sumOf(setKey, [one]), below].map((bytes) => BigInt(`0x${toHex(bytes)}`));
  expect((sum ?? 0n) + (negative ?? 0n)).toBe(2n ** 256n);
});

test('id, revision, blob and key each change it', async () => {
  const one = record();
  const others = await Promise.all([
    sumOf(setKey, [one]),
    sumOf(setKey, [{ ...one, id: newId() }]),
    sumOf(setKey, [{ ...one, revision: 2 }]),
    sumOf(setKey, [{ ...one, blob: randomBytes(40) }]),
    sumOf(randomBytes(32), [one]),
  ]);
  expect(new Set(others.map(toHex)).size).toBe(5);
});

test('a blob may be longer than a field, and its last byte counts', async () => {
  const long = { ...record(), blob: bytes(70_000) };
  const changed = long.blob.slice();
  changed[69_999] = 1;
  const sums = [sumOf(setKey, [long]), sumOf(setKey, [{ ...long, blob: changed }])];
  const [one, other] = (await Promise.all(sums)).map(toHex);
  expect(one).not.toBe(other);
});

test('it is the sum of HMACs over the table’s rows with their blobs, however many there are', async () => {
  const records = Array.from({ length: 600 }, record);
  const macs = records.map(({ id, revision, blob }) => {
    const fields = associate('record/sum', { record: fromId(id), revision: u32(revision) });
    return BigInt(`0x${toHex(hmacSha256(setKey, concat(fields, blob)))}`);
  });
  const total = macs.reduce((sum, mac) => (sum + mac) % 2n ** 256n, 0n);
  expect(BigInt(`0x${toHex(await sumOf(setKey, records))}`)).toBe(total);
});

test('the sum given stays as it was', async () => {
  const before = await sumOf(setKey, [record()]);
  const copy = before.slice();
  await updateSum(setKey, before, [record()], [record()]);
  expect(before).toEqual(copy);
});
