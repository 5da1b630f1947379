import { Secret, TOTP } from 'otpauth';
import type { Bytes } from '../../src/encoding/index.ts';

/** RFC 6238 with the parameters that every authenticator app takes: SHA-1, six digits, thirty seconds. */
const PERIOD = 30;
const totp = { algorithm: 'SHA1', digits: 6, period: PERIOD } as const;

/** Steps before the present one whose code counts. */
const LATE_AT_SIGNIN = 1;
/** At enrolment the code only shows that the app has the seed; the commit around it may have had to be made again. */
const LATE_AT_ENROLMENT = 10;
/** A clock may run ahead by so many steps. */
const EARLY = 1;

/** The time step of a code under this seed (20 bytes); undefined for a wrong one. */
export function stepOf(seed: Bytes, code: string, now: number, when: 'signin' | 'enrolment'): number | undefined {
  const late = when === 'signin' ? LATE_AT_SIGNIN : LATE_AT_ENROLMENT;
  const secret = new Secret({ buffer: seed.slice().buffer });
  const delta = new TOTP({ ...totp, secret }).validate({ token: code, timestamp: now, window: late });
  return delta === null || delta > EARLY ? undefined : Math.floor(now / 1_000 / PERIOD) + delta;
}
