import { describe, expect, it } from 'vitest';
import { hotp } from '../../src/crypto/index.ts';
import { fromHex } from '../../src/encoding/index.ts';
import { cases } from '../vectors/rfc4226-hotp.json';

describe('HOTP', () => {
  it.each(cases)('RFC 4226 $section', async ({ secret, counter, code }) => {
    expect(String((await hotp(fromHex(secret), counter, 'SHA-1')) % 1_000_000).padStart(6, '0')).toBe(code);
  });
});
