import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { newId } from '../../src/crypto/index.ts';
import { toHex, toJson } from '../../src/encoding/index.ts';
import { domainKeys, newKeyring } from '../../src/keys/index.ts';
import { openRecord, sealRecord } from '../../src/records/index.ts';
import { domains } from '../../src/wire/index.ts';
import { runs } from '../support/runs.ts';

const account = newId();
const keys = domainKeys(newKeyring(account, 1));

describe('a record', () => {
  test('of any JSON value opens as it was sealed, in its domain', async () => {
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...domains), fc.jsonValue({ stringUnit: 'binary' }), async (domain, body) => {
        const place = { account, id: newId(), revision: 1 };
        const blob = await sealRecord(await keys.current(domain), place, body);
        expect(await openRecord(keys, place, blob)).toEqual({
          domain,
          body: JSON.parse(JSON.stringify(body)) as unknown,
        });
      }),
      { numRuns: runs(60), seed: 6 },
    );
  });

  test('is sealed under a key of its own each time, and says nothing in clear but version and epoch', async () => {
    const under = await keys.current('notes');
    const place = { account, id: newId(), revision: 1 };
    const [one, two] = [await sealRecord(under, place, 'text'), await sealRecord(under, place, 'text')];
    expect(toHex(one.subarray(0, 5))).toBe(`01${toHex(under.epoch)}`);
    expect(toHex(one.subarray(0, 5))).toBe(toHex(two.subarray(0, 5)));
    expect(toHex(one.subarray(5))).not.toBe(toHex(two.subarray(5)));
    expect(toHex(one.subarray(65))).not.toBe(toHex(two.subarray(65)));
  });

  test('shows its length only roughly', async () => {
    const under = await keys.current('notes');
    const place = { account, id: newId(), revision: 1 };
    const lengths = await Promise.all(
      Array.from({ length: 64 }, async (_, at) => (await sealRecord(under, place, 'x'.repeat(1_030 + at))).length),
    );
    expect(new Set(lengths).size).toBeLessThanOrEqual(3);
    expect(Math.min(...lengths)).toBeGreaterThan(toJson('x'.repeat(1_030)).length);
  });
});
