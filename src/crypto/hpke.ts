import type { Bytes } from '../encoding/index.ts';
import { MalformedError, bytes, concat, toUtf8 } from '../encoding/index.ts';
import { TAG_BYTES, decryptWithNonce, encryptWithNonce, importKey } from './aead.ts';
import { agreementKeyPair } from './agree.ts';
import type { KeyPair } from './curve.ts';
import { DecryptionError } from './errors.ts';
import type { Context, Psk } from './hpke-schedule.ts';
import { decapsulate, deriveKeyPair, encapsulate, exportSecret, keySchedule } from './hpke-schedule.ts';
import { equal, wipe } from './memory.ts';

const ENC_BYTES = 32;
const COMMIT_BYTES = 32;
const HEAD_BYTES = ENC_BYTES + COMMIT_BYTES;
const COMMIT_CONTEXT = toUtf8('latchkey/v1/commit');
const NOTHING = bytes(0);

/** What a seal is bound to; `info` comes from `associate`. With psk and pskId it is mode psk, without both mode base. */
interface Binding {
  readonly info: Bytes;
  /** At least 32 bytes. */
  readonly psk?: Bytes;
  readonly pskId?: Bytes;
}

export interface Recipient extends Binding {
  readonly publicKey: Bytes;
}

export interface Opener extends Binding {
  readonly keyPair: KeyPair;
}

/** The X25519 pair of a seed of at least 32 bytes (RFC 9180 section 7.1.3). Throws MalformedError for a shorter one. */
export function kemKeyPair(seed: Bytes): KeyPair {
  if (seed.length < 32) throw new MalformedError('a KEM seed has at least 32 bytes');
  return deriveKeyPair(seed);
}

/** VerifyPSKInputs, RFC 9180 section 5.1, and the 32 bytes that section 5.1.2 asks for. */
function pskOf({ psk, pskId }: Pick<Binding, 'psk' | 'pskId'>): Psk | undefined {
  if (psk === undefined && pskId === undefined) return undefined;
  if (psk === undefined || pskId === undefined) throw new MalformedError('psk and pskId come together');
  if (psk.length < 32 || pskId.length === 0) throw new MalformedError('psk too short, or pskId empty');
  return { psk, pskId };
}

function wipeContext({ key, baseNonce, exporterSecret }: Context): void {
  wipe(key, baseNonce, exporterSecret);
}

/**
 * Seals to a public key (protocol 1): enc 32 | commit 32 | ciphertext | tag 16, by HPKE with DHKEM(X25519), HKDF-SHA256,
 * AES-256-GCM; aad is empty, as everything that binds stands in `info`. Each call makes its own ephemeral key.
 * Throws PublicKeyError, MalformedError. A password's psk has less entropy than RFC 9180 asks: it is a stretched one.
 */
export async function sealTo(recipient: Recipient, plaintext: Bytes): Promise<Bytes> {
  const psk = pskOf(recipient);
  const ephemeral = await agreementKeyPair();
  const shared = await encapsulate(recipient.publicKey, ephemeral);
  const context = keySchedule(shared, recipient.info, psk);
  const ciphertext = await encryptWithNonce(await importKey(context.key), context.baseNonce, plaintext, NOTHING);
  const commit = exportSecret(context, COMMIT_CONTEXT, COMMIT_BYTES);
  wipe(ephemeral.privateKey, shared);
  wipeContext(context);
  return concat(ephemeral.publicKey, commit, ciphertext);
}

/** Opens what `sealTo` made; the commitment is compared first. Throws DecryptionError, MalformedError for a bad psk. */
export async function openSealed(opener: Opener, sealed: Bytes): Promise<Bytes> {
  return (await openSealedAmong(opener, [opener.info], sealed)).plaintext;
}

/**
 * The same where one of several bindings must be the right one: tells which (its place). The commitment decides, so a wrong
 * one costs some hashes and opens nothing. Throws DecryptionError, MalformedError for a bad psk.
 */
export async function openSealedAmong(
  opener: Omit<Opener, 'info'>,
  infos: readonly Bytes[],
  sealed: Bytes,
): Promise<{ readonly plaintext: Bytes; readonly place: number }> {
  const psk = pskOf(opener);
  if (sealed.length < HEAD_BYTES + TAG_BYTES) throw new DecryptionError();
  const shared = await decapsulate(opener.keyPair, sealed.subarray(0, ENC_BYTES)).catch(() => {
    throw new DecryptionError();
  });
  try {
    for (const [place, info] of infos.entries()) {
      const plaintext = await openBound(keySchedule(shared, info, psk), sealed);
      if (plaintext) return { plaintext, place };
    }
    throw new DecryptionError();
  } finally {
    wipe(shared);
  }
}

/** Undefined for another binding than that of the commitment. Throws DecryptionError. Wipes the context. */
async function openBound(context: Context, sealed: Bytes): Promise<Bytes | undefined> {
  try {
    const commit = exportSecret(context, COMMIT_CONTEXT, COMMIT_BYTES);
    if (!equal(commit, sealed.subarray(ENC_BYTES, HEAD_BYTES))) return undefined;
    const key = await importKey(context.key);
    return await decryptWithNonce(key, context.baseNonce, sealed.subarray(HEAD_BYTES), NOTHING);
  } finally {
    wipeContext(context);
  }
}
