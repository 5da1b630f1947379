import { noteOf } from './items.ts';

const batch = 256;
const gcm = (iv: Uint8Array<ArrayBuffer>): AesGcmParams => ({ name: 'AES-GCM', iv });

interface Sealed {
  readonly key: ArrayBuffer;
  readonly body: ArrayBuffer;
}

const iv = new Uint8Array(12);
const newDomainKey = (): Promise<CryptoKey> =>
  crypto.subtle.generateKey({ name: 'AES-GCM', length: 256 }, false, ['encrypt', 'decrypt']);

async function sealOne(domain: CryptoKey, text: string): Promise<Sealed> {
  const raw = crypto.getRandomValues(new Uint8Array(32));
  const key = await crypto.subtle.importKey('raw', raw, 'AES-GCM', false, ['encrypt']);
  const body = await crypto.subtle.encrypt(gcm(iv), key, new TextEncoder().encode(text));
  return { key: await crypto.subtle.encrypt(gcm(iv), domain, raw), body };
}

async function openOne(domain: CryptoKey, { key, body }: Sealed): Promise<unknown> {
  const raw = await crypto.subtle.decrypt(gcm(iv), domain, key);
  const record = await crypto.subtle.importKey('raw', raw, 'AES-GCM', false, ['decrypt']);
  return JSON.parse(new TextDecoder().decode(await crypto.subtle.decrypt(gcm(iv), record, body)));
}

async function sealedNotes(domain: CryptoKey, count: number): Promise<Sealed[]> {
  return Promise.all(Array.from({ length: count }, (_, number) => sealOne(domain, JSON.stringify(noteOf(number)))));
}

async function inBatches(all: readonly Sealed[], work: (one: Sealed) => Promise<unknown>): Promise<void> {
  for (let at = 0; at < all.length; at += batch) await Promise.all(all.slice(at, at + batch).map(work));
}

/** The same two layers (record key under a domain key, body under the record key) by bare WebCrypto, in batches. */
export async function bareRecords(count: number): Promise<() => Promise<void>> {
  const domain = await newDomainKey();
  const sealed = await sealedNotes(domain, count);
  return () => inBatches(sealed, (one) => openOne(domain, one));
}

/** The same opened and sealed under another domain key. */
export async function bareReseals(count: number): Promise<() => Promise<void>> {
  const [domain, next] = await Promise.all([newDomainKey(), newDomainKey()]);
  const sealed = await sealedNotes(domain, count);
  return () => inBatches(sealed, async (one) => sealOne(next, JSON.stringify(await openOne(domain, one))));
}
