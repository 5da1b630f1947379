import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { importKey, newId, openKey } from '../../src/crypto/index.ts';
import type { Bytes } from '../../src/encoding/index.ts';
import { associate, fromHex, fromId, toHex, toId, toJson, toUtf8, u16, u32 } from '../../src/encoding/index.ts';
import { domainKeyFor, domainKeys, newKeyring } from '../../src/keys/index.ts';
import { openRecord, sealRecord } from '../../src/records/index.ts';
import type { Epoch } from '../../src/wire/index.ts';
import { domains } from '../../src/wire/index.ts';
import { runs } from '../support/runs.ts';
import vectors from '../vectors/latchkey-format-1.json';

const account = newId();
const keys = domainKeys(newKeyring(account, 1));

test.each(vectors.record)(
  'a published one opens under its domain’s key, derived for records ($section)',
  async (known) => {
    const { domain, epoch, domainKey, revision, body } = known;
    const place = { account: toId(fromHex(known.account)), id: toId(fromHex(known.id)), revision };
    const only = { epoch: fromHex(epoch), key: fromHex(domainKey), createdAt: 1, state: 'current' as const };
    const ring = newKeyring(place.account, 1);
    const under = domainKeys({ ...ring, domains: { ...ring.domains, [domain]: [only] } });
    expect(await openRecord(under, place, fromHex(known.blob))).toEqual({ domain, body });
  },
);

test('a domain’s key opens nothing itself: what it is for has a key of its own each', async () => {
  const ring = newKeyring(account, 1);
  const [{ epoch, key }] = ring.domains.settings as [Epoch];
  const place = { account, id: newId(), revision: 1 };
  const blob = await sealRecord(await domainKeys(ring).current('settings'), place, 'text');
  const opens = async (raw: Bytes): Promise<boolean> => {
    const as = (revision: number) => ({
      format: u16(1),
      account: fromId(account),
      domain: toUtf8('settings'),
      epoch,
      record: fromId(place.id),
      revision: u32(revision),
    });
    return openKey(await importKey(raw), blob.subarray(5, 65), associate('record/key', as(1))).then(
      () => true,
      () => false,
    );
  };
  expect(await opens(domainKeyFor(key, 'record'))).toBe(true);
  expect([await opens(key), await opens(domainKeyFor(key, 'label'))]).toEqual([false, false]);
  expect(toHex(domainKeyFor(key, 'record'))).not.toBe(toHex(domainKeyFor(key, 'label')));
});

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
