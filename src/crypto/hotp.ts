import type { Bytes } from '../encoding/index.ts';
import { u64 } from '../encoding/index.ts';

/** The hashes of RFC 6238 section 1.2, as WebCrypto calls them. */
export type HotpHash = 'SHA-1' | 'SHA-256' | 'SHA-512';

/**
 * The 31 bits that a one-time code is written from (RFC 4226 section 5.3, with the hashes of RFC 6238). `secret`: at least
 * one byte. By the platform: nothing else of ours needs SHA-1, so no code of it travels along.
 */
export async function hotp(secret: Bytes, counter: number, hash: HotpHash): Promise<number> {
  const key = await crypto.subtle.importKey('raw', secret, { name: 'HMAC', hash }, false, ['sign']);
  const mac = new Uint8Array(await crypto.subtle.sign('HMAC', key, u64(counter)));
  // The last four bits say where the 31 bits begin.
  const offset = (mac.at(-1) ?? 0) & 0x0f;
  return new DataView(mac.buffer).getUint32(offset) & 0x7fff_ffff;
}
