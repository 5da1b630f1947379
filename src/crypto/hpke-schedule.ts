import { expand, extract } from '@noble/hashes/hkdf.js';
import { sha256 } from '@noble/hashes/sha2.js';
import type { Bytes } from '../encoding/index.ts';
import { bytes, concat, toUtf8, u16 } from '../encoding/index.ts';
import { agree } from './agree.ts';
import type { KeyPair } from './curve.ts';
import { agreementPairOf } from './curve-noble.ts';

/**
 * RFC 9180 inside: one suite, modes base and psk. The ephemeral key is an argument here, so that published vectors can
 * run; only `hpke.ts` may call this, which makes a fresh one each time.
 */

const KEM = 0x0020; // DHKEM(X25519, HKDF-SHA256), section 7.1
const KDF = 0x0001; // HKDF-SHA256, section 7.2
const AEAD = 0x0002; // AES-256-GCM, section 7.3
const KEM_SUITE = concat(toUtf8('KEM'), u16(KEM));
const HPKE_SUITE = concat(toUtf8('HPKE'), u16(KEM), u16(KDF), u16(AEAD));
const VERSION = toUtf8('HPKE-v1');
const NOTHING = bytes(0);

/** LabeledExtract, section 4. */
function labeledExtract(suite: Bytes, salt: Bytes, label: string, ikm: Bytes): Bytes {
  return extract(sha256, concat(VERSION, suite, toUtf8(label), ikm), salt);
}

/** LabeledExpand, section 4. */
function labeledExpand(suite: Bytes, prk: Bytes, label: string, info: Bytes, length: number): Bytes {
  return expand(sha256, prk, concat(u16(length), VERSION, suite, toUtf8(label), info), length);
}

/** DeriveKeyPair of DHKEM(X25519), section 7.1.3. */
export function deriveKeyPair(ikm: Bytes): KeyPair {
  const prk = labeledExtract(KEM_SUITE, NOTHING, 'dkp_prk', ikm);
  return agreementPairOf(labeledExpand(KEM_SUITE, prk, 'sk', NOTHING, 32));
}

/** ExtractAndExpand, section 4.1. */
function kemSecret(dh: Bytes, enc: Bytes, publicKey: Bytes): Bytes {
  const prk = labeledExtract(KEM_SUITE, NOTHING, 'eae_prk', dh);
  return labeledExpand(KEM_SUITE, prk, 'shared_secret', concat(enc, publicKey), 32);
}

/** Encap with the ephemeral pair given, section 4.1; `enc` is its public half. Throws PublicKeyError. */
export async function encapsulate(publicKey: Bytes, ephemeral: KeyPair): Promise<Bytes> {
  return kemSecret(await agree(ephemeral.privateKey, publicKey), ephemeral.publicKey, publicKey);
}

/** Decap, section 4.1. Throws PublicKeyError. */
export async function decapsulate(keyPair: KeyPair, enc: Bytes): Promise<Bytes> {
  return kemSecret(await agree(keyPair.privateKey, enc), enc, keyPair.publicKey);
}

export interface Psk {
  readonly psk: Bytes;
  readonly pskId: Bytes;
}

/** The part of a context that a single seal needs, section 5.1. */
export interface Context {
  readonly key: Bytes;
  readonly baseNonce: Bytes;
  readonly exporterSecret: Bytes;
}

/** KeySchedule, section 5.1: mode psk where there is one, else base. */
export function keySchedule(shared: Bytes, info: Bytes, psk?: Psk): Context {
  const mode = Uint8Array.of(psk === undefined ? 0 : 1);
  const pskIdHash = labeledExtract(HPKE_SUITE, NOTHING, 'psk_id_hash', psk?.pskId ?? NOTHING);
  const infoHash = labeledExtract(HPKE_SUITE, NOTHING, 'info_hash', info);
  const context = concat(mode, pskIdHash, infoHash);
  const secret = labeledExtract(HPKE_SUITE, shared, 'secret', psk?.psk ?? NOTHING);
  return {
    key: labeledExpand(HPKE_SUITE, secret, 'key', context, 32),
    baseNonce: labeledExpand(HPKE_SUITE, secret, 'base_nonce', context, 12),
    exporterSecret: labeledExpand(HPKE_SUITE, secret, 'exp', context, 32),
  };
}

/** Context.Export, section 5.3. */
export function exportSecret(context: Context, exporterContext: Bytes, length: number): Bytes {
  return labeledExpand(HPKE_SUITE, context.exporterSecret, 'sec', exporterContext, length);
}
