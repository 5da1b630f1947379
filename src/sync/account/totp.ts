import { equal, hotp, randomBytes } from '../../crypto/index.ts';
import type { Bytes } from '../../encoding/index.ts';
import { toBase32, toUtf8 } from '../../encoding/index.ts';

/** RFC 6238 with what every authenticator app takes: SHA-1, six digits, thirty seconds (RFC 4226's 20-byte seed). */
const SEED_BYTES = 20;
const PERIOD = 30_000;
const DIGITS = 6;
const ISSUER = 'Latchkey';

/** A seed for an authenticator app, made here: the store learns it with the commit that enrols it, and not before. */
export function newTotpSeed(): Bytes {
  return randomBytes(SEED_BYTES);
}

/** What the QR code says. `account` is shown by the app under our name; it goes nowhere else. */
export function otpauthUrl(seed: Bytes, account: string): string {
  const label = encodeURIComponent(`${ISSUER}:${account}`);
  return `otpauth://totp/${label}?secret=${toBase32(seed)}&issuer=${ISSUER}`;
}

/** The seed for typing into an app that can't see the QR code: base32 in groups of four. */
export function groupedSeed(seed: Bytes): string {
  return toBase32(seed).replace(/.{4}(?=.)/g, '$& ');
}

/** The code at a time (milliseconds since 1970). */
export async function totpCode(seed: Bytes, now: number): Promise<string> {
  const number = await hotp(seed, Math.floor(now / PERIOD), 'SHA-1');
  return String(number % 10 ** DIGITS).padStart(DIGITS, '0');
}

/** Whether a code is right now, a step earlier or a step later: the person's app has the seed. Of what `asTotpCode` gave. */
export async function isTotpCode(seed: Bytes, code: string, now: number): Promise<boolean> {
  const near = await Promise.all([-1, 0, 1].map((step) => totpCode(seed, Math.max(0, now + step * PERIOD))));
  return near.map((right) => equal(toUtf8(right), toUtf8(code))).includes(true);
}
