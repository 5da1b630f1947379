import { ED25519_TORSION_SUBGROUP } from '@noble/curves/ed25519.js';
import type { Bytes } from '../encoding/index.ts';
import { fromHex, toHex } from '../encoding/index.ts';

const POINT_BYTES = 32;

/** Whether 32 little-endian bytes, their top bit ignored, are below p = 2^255 - 19. */
function belowPrime(point: Bytes): boolean {
  const [first = 0, last = 0] = [point[0], point[POINT_BYTES - 1]];
  const middleFull = point.subarray(1, POINT_BYTES - 1).every((byte) => byte === 0xff);
  return !((last & 0x7f) === 0x7f && middleFull && first >= 0xed);
}

function withoutSign(point: Bytes): Bytes {
  const copy = point.slice();
  copy[POINT_BYTES - 1] = (copy[POINT_BYTES - 1] ?? 0) & 0x7f;
  return copy;
}

let lowOrder: ReadonlySet<string> | undefined;

/**
 * Whether 32 bytes encode an Ed25519 point that we accept as a public key or as a signature's R: canonical, and not of
 * low order (under such a key one signature fits every message; implementations differ on whether they refuse it).
 */
export function isGoodEdwardsPoint(point: Bytes): boolean {
  // A point of low order and its negative share their y, so the comparison leaves the sign of x out.
  lowOrder ??= new Set(ED25519_TORSION_SUBGROUP.map((hex) => toHex(withoutSign(fromHex(hex)))));
  return point.length === POINT_BYTES && belowPrime(point) && !lowOrder.has(toHex(withoutSign(point)));
}

/**
 * Whether 32 bytes are the canonical form of an X25519 public key. RFC 7748 would take others and reduce them; we don't,
 * so that one key has one encoding and can't pass for two. Low order shows in the shared secret.
 */
export function isCanonicalMontgomery(point: Bytes): boolean {
  return point.length === POINT_BYTES && (point[POINT_BYTES - 1] ?? 0) < 0x80 && belowPrime(point);
}
