import { digest, equal } from '../../crypto/index.ts';
import type { Bytes } from '../../encoding/index.ts';
import { toBase32, toUtf8 } from '../../encoding/index.ts';
import { asFingerprint } from '../../typed/index.ts';
import type { OrganisationKey } from '../../wire/index.ts';
import { FingerprintError } from './errors.ts';

/** 25 letters of base32 are 125 bits of the key's hash; three more, 15 bits, tell a slip of the hand. */
const [HASH_LETTERS, CHECK_LETTERS] = [25, 3];

/** What stands for a key in what is bound to it, 32 bytes. */
export function keyHash({ name, publicKey }: OrganisationKey): Bytes {
  return digest('organisation/key', { name: toUtf8(name), publicKey });
}

function checkOf(letters: string): string {
  return toBase32(digest('organisation/check', { letters: toUtf8(letters) })).slice(0, CHECK_LETTERS);
}

/** What a key is trusted by, 28 letters of base32: of its name, too, so that nobody shows it under another. */
export function organisationFingerprint(key: OrganisationKey): string {
  const letters = toBase32(keyHash(key)).slice(0, HASH_LETTERS);
  return letters + checkOf(letters);
}

/**
 * A fingerprint as it was typed, scanned or set by policy, in its one form. Throws CodeError for what is none at all, FingerprintError
 * where a letter is another.
 */
export function readFingerprint(typed: string): string {
  const fingerprint = asFingerprint(typed);
  const letters = fingerprint.slice(0, HASH_LETTERS);
  if (!equal(toUtf8(checkOf(letters)), toUtf8(fingerprint.slice(HASH_LETTERS)))) throw new FingerprintError();
  return fingerprint;
}

/** Whether a key is the one that a fingerprint stands for; in constant time. */
export function isOfFingerprint(key: OrganisationKey, fingerprint: string): boolean {
  return equal(toUtf8(organisationFingerprint(key)), toUtf8(fingerprint));
}
