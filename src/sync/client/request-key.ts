import { randomBytes, sign as signBySeed, signingKeyPair } from '../../crypto/index.ts';
import type { Bytes } from '../../encoding/index.ts';

const SEED_BYTES = 32;
const KEY_BYTES = 32;

/**
 * The key that signs a browser's requests (protocol 4 and 5). It decrypts nothing and works while the vault is locked; a
 * session's token is worth nothing without it.
 */
export interface RequestKey {
  /** 32 bytes, Ed25519. */
  readonly publicKey: Bytes;
  /** 64 bytes. `message` comes from `associate`. */
  sign(message: Bytes): Promise<Bytes>;
}

/** As it is kept: a pair whose private half no script can read; or, where the browser has no Ed25519, a seed. */
export type KeptKey = { readonly pair: CryptoKeyPair } | { readonly seed: Bytes };

/** Where it is kept on this device. What lies there must not travel: not in an export, not in a backup of the vault. */
export interface KeyShelf {
  read(): Promise<KeptKey | undefined>;
  keep(key: KeptKey): Promise<void>;
}

/** The kept key; a new one if there is none. */
export async function openRequestKey(shelf: KeyShelf): Promise<RequestKey> {
  const kept = await shelf.read();
  return kept ? asRequestKey(kept) : newRequestKey(shelf);
}

/** A new key in place of the kept one: for another account, or a browser that finds itself a copy. Its sessions end. */
export async function newRequestKey(shelf: KeyShelf): Promise<RequestKey> {
  const key = (await nativePair()) ?? { seed: randomBytes(SEED_BYTES) };
  await shelf.keep(key);
  return asRequestKey(key);
}

/** Null where WebCrypto has no Ed25519 (Chromium before 137). */
async function nativePair(): Promise<KeptKey | null> {
  try {
    const pair = await crypto.subtle.generateKey('Ed25519', false, ['sign', 'verify']);
    if (!('privateKey' in pair)) return null;
    const key = await asRequestKey({ pair });
    return key.publicKey.length === KEY_BYTES ? { pair } : null;
  } catch {
    return null;
  }
}

async function asRequestKey(kept: KeptKey): Promise<RequestKey> {
  if ('seed' in kept) {
    const { publicKey, privateKey } = await signingKeyPair(kept.seed);
    return { publicKey, sign: (message) => signBySeed(privateKey, message) };
  }
  const { publicKey, privateKey } = kept.pair;
  return {
    publicKey: new Uint8Array(await crypto.subtle.exportKey('raw', publicKey)),
    sign: async (message) => new Uint8Array(await crypto.subtle.sign('Ed25519', privateKey, message)),
  };
}
