import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { agreementKeyPair, newId, randomBytes } from '../../../src/crypto/index.ts';
import { signKeyOf } from '../../../src/keys/index.ts';
import {
  combineHanded,
  makeTrustees,
  meetingOf,
  openHanded,
  requestCode,
  sealHanded,
} from '../../../src/recovery/index.ts';
import { combineShares, splitSecret } from '../../../src/recovery/trustees/shamir.ts';
import type { HandedShare } from '../../../src/wire/index.ts';
import { readHandedShare, writeHandedShare } from '../../../src/wire/index.ts';
import { runs } from '../../support/runs.ts';

const size = fc
  .integer({ min: 2, max: 10 })
  .chain((people) => fc.record({ people: fc.constant(people), needed: fc.integer({ min: 2, max: people }) }));

function subsets<T>(all: readonly T[]): T[][] {
  return all.reduce<T[][]>((found, one) => [...found, ...found.map((some) => [...some, one])], [[]]);
}

/** People with their shares, as each would hand it over. */
async function handedBy(people: number, needed: number) {
  const { set, secret, parts } = await makeTrustees(people, needed);
  const handed = parts.map(({ index, needed: count, share, hashes }): HandedShare => ({
    ...{ trustee: newId(), name: `Person ${String(index)}`, set },
    ...{ index, needed: count, share, hashes: [...hashes] },
  }));
  return { secret, handed, signKey: await signKeyOf(secret) };
}

describe('shares', () => {
  it('open in every choice of as many as are needed or more, and in none of fewer', async () => {
    await fc.assert(
      fc.asyncProperty(size, async ({ people, needed }) => {
        const secret = randomBytes(32);
        const shares = await splitSecret(secret, people, needed);
        for (const some of subsets(shares)) {
          if (some.length < 2) continue;
          const together = await combineShares(some);
          expect(Buffer.compare(together, secret) === 0).toBe(some.length >= needed);
        }
      }),
      {
        numRuns: runs(3),
        examples: [[{ people: 10, needed: 5 }], [{ people: 2, needed: 2 }], [{ people: 10, needed: 10 }]],
      },
    );
  });

  it.each([
    [1, 2],
    [3, 1],
    [11, 2],
    [3, 4],
  ])('are never made for %i people of whom %i open', async (people, needed) => {
    await expect(makeTrustees(people, needed)).rejects.toMatchObject({ code: 'malformed' });
  });

  it('of one place, or of none, are refused', async () => {
    const [one, other] = await splitSecret(randomBytes(32), 2, 2);
    if (!one || !other) throw new Error('two');
    await expect(combineShares([one, one])).rejects.toMatchObject({ code: 'malformed' });
    await expect(combineShares([one, other.with(32, 0)])).rejects.toMatchObject({ code: 'malformed' });
    await expect(combineShares([one, other.slice(1)])).rejects.toMatchObject({ code: 'malformed' });
    await expect(combineShares([one, other])).resolves.toHaveLength(32);
  });
});

describe('shares that were handed over', () => {
  it('are found whatever else came, and each bad one is known', async () => {
    const { secret, handed, signKey } = await handedBy(5, 3);
    const [a, b, c, d] = handed;
    if (!a || !b || !c || !d) throw new Error('five');
    const old = (await handedBy(5, 3)).handed[1];
    const wrong = { ...c, share: c.share.with(4, (c.share[4] ?? 0) ^ 1) };
    // A list that fits what was made up: only the others tell.
    const madeUp = (await handedBy(5, 3)).handed[3];
    if (!old || !madeUp) throw new Error('five');
    const stranger = { ...madeUp, set: a.set };
    const found = await combineHanded([wrong, old, a, stranger, b, d], signKey);
    expect(found).toMatchObject({ bad: [wrong, old, stranger], good: [a, b, d], needed: 3 });
    expect(found.secret).toEqual(secret);
  });

  it('of too few people give nothing, and one that its own list doesn’t have is known even then', async () => {
    const { handed, signKey } = await handedBy(3, 2);
    const [a, b] = handed;
    if (!a || !b) throw new Error('three');
    expect(await combineHanded([], signKey)).toEqual({ bad: [], good: [] });
    expect(await combineHanded([a], signKey)).toEqual({ bad: [], good: [a], needed: 2 });
    const wrong = { ...b, share: b.share.with(0, (b.share[0] ?? 0) ^ 1) };
    expect(await combineHanded([a, wrong], signKey)).toEqual({ bad: [wrong], good: [a], needed: 2 });
    expect(await combineHanded([a, b], await signKeyOf(randomBytes(32)))).toEqual({ bad: [], good: [a, b], needed: 2 });
    expect((await combineHanded([a, b], signKey)).secret).toBeDefined();
  });

  it('count once, however often they come', async () => {
    const { handed, signKey } = await handedBy(3, 3);
    const [a, b] = handed;
    if (!a || !b) throw new Error('three');
    expect(await combineHanded([a, a, b], signKey)).toEqual({ good: [a, b], needed: 3, bad: [] });
  });

  it('lie about how many are needed in vain', async () => {
    const { secret, handed, signKey } = await handedBy(4, 2);
    const [a, b, c] = handed;
    if (!a || !b || !c) throw new Error('four');
    const found = await combineHanded([{ ...a, needed: 4 }, b, c], signKey);
    expect(found.secret).toEqual(secret);
  });
});

describe('a share on its way', () => {
  it('has always the same length, and opens for the browser that asks alone', async () => {
    const [shareKey, other] = [await agreementKeyPair(), await agreementKeyPair()];
    const account = newId();
    const { handed } = await handedBy(10, 10);
    const few = (await handedBy(2, 2)).handed;
    for (const share of [handed[0], few[0]]) {
      if (!share) throw new Error('none');
      const sealed = await sealHanded({ account, shareKey: shareKey.publicKey }, { ...share, name: '🐢'.repeat(64) });
      expect(sealed).toHaveLength(2_128);
      expect((await openHanded({ account, shareKey }, sealed))?.share).toEqual(share.share);
      expect(await openHanded({ account, shareKey: other }, sealed)).toBeUndefined();
      expect(await openHanded({ account: newId(), shareKey }, sealed)).toBeUndefined();
      expect(await openHanded({ account, shareKey }, sealed.with(90, (sealed[90] ?? 0) ^ 1))).toBeUndefined();
      expect(await openHanded({ account, shareKey }, sealed.slice(1))).toBeUndefined();
    }
  });

  it('says nothing after its end', async () => {
    const [share] = (await handedBy(2, 2)).handed;
    if (!share) throw new Error('none');
    const written = writeHandedShare(share);
    expect(readHandedShare(written)).toEqual(share);
    expect(() => readHandedShare(written.with(2_047, 1))).toThrow('shape');
    expect(() => readHandedShare(written.slice(0, 2_047))).toThrow('shape');
    expect(() => readHandedShare(written.with(0, 0xff))).toThrow('shape');
  });
});

describe('a request code', () => {
  it('is twenty letters of key and account, and leads to one place', () => {
    const [key, account] = [randomBytes(32), newId()];
    const code = requestCode(key, account);
    expect(code).toMatch(/^[A-Z2-7]{20}$/);
    expect(requestCode(key, account)).toBe(code);
    expect(requestCode(key, newId())).not.toBe(code);
    expect(requestCode(randomBytes(32), account)).not.toBe(code);
    expect(meetingOf(code)).toBe(meetingOf(code));
    expect(meetingOf(code)).not.toBe(meetingOf(requestCode(key, newId())));
  });
});
