import { noteOf } from './items.ts';

const batch = 256;
const gcm = (iv: Uint8Array<ArrayBuffer>): AesGcmParams => ({ name: 'AES-GCM', iv });

/** The same two layers (record key under a domain key, body under the record key) by bare WebCrypto, in batches. */
export async function bareRecords(count: number): Promise<() => Promise<void>> {
  const domain = await crypto.subtle.generateKey({ name: 'AES-GCM', length: 256 }, false, ['encrypt', 'decrypt']);
  const iv = new Uint8Array(12);
  const sealOne = async (number: number): Promise<{ key: ArrayBuffer; body: ArrayBuffer }> => {
    const raw = crypto.getRandomValues(new Uint8Array(32));
    const key = await crypto.subtle.importKey('raw', raw, 'AES-GCM', false, ['encrypt']);
    const body = await crypto.subtle.encrypt(gcm(iv), key, new TextEncoder().encode(JSON.stringify(noteOf(number))));
    return { key: await crypto.subtle.encrypt(gcm(iv), domain, raw), body };
  };
  const sealed = await Promise.all(Array.from({ length: count }, (_, number) => sealOne(number)));
  const openOne = async ({ key, body }: { key: ArrayBuffer; body: ArrayBuffer }): Promise<unknown> => {
    const raw = await crypto.subtle.decrypt(gcm(iv), domain, key);
    const record = await crypto.subtle.importKey('raw', raw, 'AES-GCM', false, ['decrypt']);
    return JSON.parse(new TextDecoder().decode(await crypto.subtle.decrypt(gcm(iv), record, body)));
  };
  return async () => {
    for (let at = 0; at < count; at += batch) await Promise.all(sealed.slice(at, at + batch).map(openOne));
  };
}
