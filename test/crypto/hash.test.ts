import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { digest, hmacSha256, hmacUnder, sha256 } from '../../src/crypto/index.ts';
import { associate, fromHex, toHex } from '../../src/encoding/index.ts';
import { someBytes } from '../support/arbitrary.ts';
import { runs } from '../support/runs.ts';
import { cases as hashes } from '../vectors/fips180-sha256.json';
import { cases as macs } from '../vectors/rfc4231-hmac.json';

describe('SHA-256', () => {
  it.each(hashes)('FIPS 180-4, $section', ({ message, hash }) => {
    expect(toHex(sha256(fromHex(message)))).toBe(hash);
  });

  it('agrees with the platform', async () => {
    await fc.assert(
      fc.asyncProperty(someBytes(0, 300), async (message) => {
        expect(new Uint8Array(await crypto.subtle.digest('SHA-256', message))).toEqual(sha256(message));
      }),
      { numRuns: runs(50) },
    );
  });
});

describe('HMAC-SHA256', () => {
  it.each(macs)('RFC 4231 $section', ({ key, message, mac }) => {
    expect(toHex(hmacSha256(fromHex(key), fromHex(message)))).toBe(mac);
  });
});

describe('hmacUnder', () => {
  it('is HMAC-SHA256 of every message, whatever came before, and needs the key’s bytes no more', async () => {
    const messages = fc.array(someBytes(), { maxLength: 5 });
    await fc.assert(
      fc.asyncProperty(someBytes(1, 100), messages, async (key, all) => {
        const expected = all.map((message) => hmacSha256(key, message));
        const mac = await hmacUnder(key);
        key.fill(0);
        expect(await Promise.all(all.map(mac))).toEqual(expected);
      }),
      { numRuns: runs(50) },
    );
  });
});

describe('digest', () => {
  it('is the hash of the row', () => {
    const manifest = Uint8Array.of(1, 2, 3);
    expect(digest('head', { manifest })).toEqual(sha256(associate('head', { manifest })));
  });
});
