import { equal, randomBytes } from '../../crypto/index.ts';
import type { Bytes } from '../../encoding/index.ts';
import { toBase32, toUtf8, u64 } from '../../encoding/index.ts';

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
  const key = await crypto.subtle.importKey('raw', seed, { name: 'HMAC', hash: 'SHA-1' }, false, ['sign']);
  const mac = new Uint8Array(await crypto.subtle.sign('HMAC', key, u64(Math.floor(now / PERIOD))));
  // RFC 4226 section 5.3: the last four bits say where the 31 bits begin.
  const offset = (mac.at(-1) ?? 0) & 0x0f;
  const number = new DataView(mac.buffer).getUint32(offset) & 0x7fff_ffff;
  return String(number % 10 ** DIGITS).padStart(DIGITS, '0');
}

/** Whether a code is right now, a step earlier or a step later: the person's app has the seed. Of what `asTotpCode` gave. */
export async function isTotpCode(seed: Bytes, code: string, now: number): Promise<boolean> {
  const near = await Promise.all([-1, 0, 1].map((step) => totpCode(seed, Math.max(0, now + step * PERIOD))));
  return near.map((right) => equal(toUtf8(right), toUtf8(code))).includes(true);
}
