import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DecryptionError, equal, randomBytes } from '../../src/crypto/index.ts';
import type { Bytes } from '../../src/encoding/index.ts';
import { concat, padme, toBase64, toUtf8 } from '../../src/encoding/index.ts';
import { checksum } from '../../src/messaging/checksum.ts';
import { overheadOf } from '../../src/messaging/layout.ts';
import {
  armor,
  ArmorDamagedError,
  ArmorVersionError,
  dearmor,
  openForSelf,
  sealForSelf,
  textCapacity,
  UnknownEpochError,
} from '../../src/messaging/index.ts';
import { runs } from '../support/runs.ts';

const mine = { epoch: randomBytes(4), key: randomBytes(32) };
const find = (epoch: Bytes): Bytes | undefined => (equal(epoch, mine.epoch) ? mine.key : undefined);

describe('a text for myself', () => {
  it('comes back as it was written', async () => {
    const anything = fc.oneof(fc.string({ unit: 'grapheme' }), fc.string({ maxLength: 2_000 }));
    await fc.assert(
      fc.asyncProperty(anything, async (text) => {
        expect(await openForSelf(find, await sealForSelf(mine, text))).toBe(text);
      }),
      { numRuns: runs(100) },
    );
  });

  it('never reads the same twice, and hides its length among its neighbours', async () => {
    const all = await Promise.all(Array.from({ length: 20 }, () => sealForSelf(mine, 'see you at nine')));
    expect(new Set(all).size).toBe(20);
    const lengths = await Promise.all(
      [193, 200, 207].map(async (n) => (await sealForSelf(mine, 'x'.repeat(n))).length),
    );
    expect(new Set(lengths).size).toBe(1);
  });

  it('opens under an older key of the vault too', async () => {
    const older = { epoch: randomBytes(4), key: randomBytes(32) };
    const ring = [mine, older];
    const text = await sealForSelf(older, 'written before the password was changed');
    expect(await openForSelf((epoch) => ring.find((one) => equal(one.epoch, epoch))?.key, text)).toMatch(/^written/);
  });

  it('is not of this vault when the key is unknown', async () => {
    const text = await sealForSelf({ epoch: randomBytes(4), key: randomBytes(32) }, 'somebody else’s');
    await expect(openForSelf(find, text)).rejects.toThrow(UnknownEpochError);
  });

  it('is refused with the one error when any byte of it was changed on purpose', async () => {
    const [bytes] = dearmor(await sealForSelf(mine, 'the blue envelope'));
    for (let at = 6; at < bytes.length; at += 1) {
      const changed = bytes.slice();
      changed[at] = (changed[at] ?? 0) ^ 1;
      await expect(openForSelf(find, armor(changed)), `byte ${String(at)}`).rejects.toThrow(DecryptionError);
    }
  });

  it('opens whatever stands behind it, made to close with a checksum or not', async () => {
    const sent = await sealForSelf(mine, 'the blue envelope, and so');
    const [bytes] = dearmor(sent);
    expect((bytes.length + 2) % 3).toBe(0);
    const filler = new Uint8Array(overheadOf('self') + padme(200) - bytes.length - 4);
    const closing = checksum(concat(bytes, checksum(bytes), filler));
    const comment = toBase64(concat(filler, closing)).replace(/=+$/, '');
    for (const between of ['', '\n', ' ']) {
      const shown = `${sent}${between}${comment}`;
      expect(dearmor(shown).length).toBeGreaterThan(1);
      expect(await openForSelf(find, shown)).toBe('the blue envelope, and so');
    }
    await expect(openForSelf(find, `${sent.slice(0, 60)}\n${comment}`)).rejects.toThrow(ArmorDamagedError);
  });

  it('is of a newer Latchkey when it is a message between people', async () => {
    const message = armor(new Uint8Array([1, 1, ...randomBytes(24 + 16 + 8)]));
    await expect(openForSelf(find, message)).rejects.toThrow(ArmorVersionError);
  });
});

describe('the room in a short field', () => {
  it('is 159 bytes of text in a box of 280 characters', async () => {
    expect(textCapacity('self', 280)).toBe(159);
    expect((await sealForSelf(mine, 'x'.repeat(159))).length).toBeLessThanOrEqual(280);
    expect((await sealForSelf(mine, 'x'.repeat(160))).length).toBeGreaterThan(280);
  });

  it('is exact for every limit', async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 59, max: 3_000 }), async (limit) => {
        const fits = textCapacity('self', limit);
        expect((await sealForSelf(mine, 'x'.repeat(fits))).length).toBeLessThanOrEqual(limit);
        expect((await sealForSelf(mine, 'x'.repeat(fits + 1))).length).toBeGreaterThan(limit);
      }),
      { numRuns: runs(40) },
    );
  });

  it('is less than nothing where no text fits', () => {
    expect([0, 10, 57, 58].map((limit) => textCapacity('self', limit))).toEqual([-1, -1, -1, expect.any(Number)]);
    expect(toUtf8('').length).toBe(0);
  });
});
