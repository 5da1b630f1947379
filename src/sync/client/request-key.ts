import {
  agree,
  agreeByHandle,
  agreementKeyPair,
  hmacUnder,
  kdf,
  PublicKeyError,
  randomBytes,
  wipe,
} from '../../crypto/index.ts';
import type { Bytes } from '../../encoding/index.ts';
import { StoreAnswerError } from './errors.ts';

const KEY_BYTES = 32;

/** What a MAC key is for, and of what: the token's hash for a session's requests, its id for a recovery's. */
type MacPurpose = 'request/mac' | 'recovery/mac';

/** HMAC-SHA256: 32 bytes. `message` comes from `associate`. */
export type Mac = (message: Bytes) => Promise<Bytes>;

/**
 * The key that proves a browser's requests (protocol 4 and 5). It decrypts nothing and works while the vault is locked; a
 * session's token is worth nothing without it.
 */
export interface RequestKey {
  /** 32 bytes, X25519. */
  readonly publicKey: Bytes;
  /** Under the key that is agreed with a store's door key, for one purpose and salt. Throws StoreAnswerError for one that is none. */
  macUnder(doorKey: Bytes, purpose: MacPurpose, salt: Bytes): Promise<Mac>;
}

/** As it is kept: a pair whose private half no script can read; or, where the browser has no X25519, that half. */
export type KeptKey = { readonly pair: CryptoKeyPair } | { readonly privateKey: Bytes };

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
  const key = (await nativePair()) ?? { privateKey: randomBytes(KEY_BYTES) };
  await shelf.keep(key);
  return asRequestKey(key);
}

/** Null where WebCrypto has no X25519 (Chromium before 133). */
async function nativePair(): Promise<KeptKey | null> {
  try {
    const pair = await crypto.subtle.generateKey('X25519', false, ['deriveBits']);
    if (!('privateKey' in pair)) return null;
    const key = await asRequestKey({ pair });
    return key.publicKey.length === KEY_BYTES ? { pair } : null;
  } catch {
    return null;
  }
}

async function asRequestKey(kept: KeptKey): Promise<RequestKey> {
  if ('privateKey' in kept) {
    const { publicKey, privateKey } = await agreementKeyPair(kept.privateKey);
    return requestKey(publicKey, (doorKey) => agree(privateKey, doorKey));
  }
  const { publicKey, privateKey } = kept.pair;
  const exported = new Uint8Array(await crypto.subtle.exportKey('raw', publicKey));
  return requestKey(exported, (doorKey) => agreeByHandle(privateKey, doorKey));
}

function requestKey(publicKey: Bytes, agreeWith: (doorKey: Bytes) => Promise<Bytes>): RequestKey {
  return {
    publicKey,
    async macUnder(doorKey, purpose, salt) {
      const shared = await agreeWith(doorKey).catch(refuseKey);
      const key = kdf(shared, purpose, salt);
      return hmacUnder(key).finally(() => wipe(shared, key));
    },
  };
}

/** Every door key comes from a store: one that is no key is its answer's fault. */
function refuseKey(cause: unknown): never {
  if (cause instanceof PublicKeyError) throw new StoreAnswerError('a door key that is none', { cause });
  throw cause;
}
