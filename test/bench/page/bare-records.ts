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

const newMacKey = (): Promise<CryptoKey> =>
  crypto.subtle.generateKey({ name: 'HMAC', hash: 'SHA-256', length: 256 }, false, ['sign']);

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

async function inBatches<T>(all: readonly T[], work: (one: T) => Promise<unknown>): Promise<void> {
  for (let at = 0; at < all.length; at += batch) await Promise.all(all.slice(at, at + batch).map(work));
}

/** The same two layers (record key under a domain key, body under the record key) by bare WebCrypto, in batches. */
export async function bareRecords(count: number): Promise<() => Promise<void>> {
  const domain = await newDomainKey();
  const sealed = await sealedNotes(domain, count);
  return () => inBatches(sealed, (one) => openOne(domain, one));
}

/** A record as it lies in a database. */
interface Row {
  readonly id: string;
  readonly blob: Uint8Array<ArrayBuffer>;
}

const NAME = 'bench-bare';
const STORE = 'records';

async function stored(rows: readonly Row[]): Promise<IDBDatabase> {
  await done(indexedDB.deleteDatabase(NAME));
  const opening = indexedDB.open(NAME);
  opening.onupgradeneeded = () => opening.result.createObjectStore(STORE, { keyPath: 'id' });
  const database = await done(opening);
  const writing = database.transaction(STORE, 'readwrite');
  for (const row of rows) writing.objectStore(STORE).put(row);
  await new Promise<void>((resolve) => (writing.oncomplete = () => resolve()));
  return database;
}

function done<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error ?? new Error('no answer'));
  });
}

function rowOf({ key, body }: Sealed, number: number): Row {
  const blob = new Uint8Array(key.byteLength + body.byteLength);
  blob.set(new Uint8Array(key));
  blob.set(new Uint8Array(body), key.byteLength);
  return { id: String(number), blob };
}

/** All that reading and checking every record takes: from IndexedDB, through the two layers and JSON, one HMAC over each. */
export async function bareAudit(count: number): Promise<() => Promise<void>> {
  const [domain, mac] = await Promise.all([newDomainKey(), newMacKey()]);
  const sealed = await sealedNotes(domain, count);
  const keyBytes = sealed[0]?.key.byteLength ?? 0;
  const database = await stored(sealed.map(rowOf));
  const layers = ({ blob }: Row): Sealed => ({
    key: blob.slice(0, keyBytes).buffer,
    body: blob.slice(keyBytes).buffer,
  });
  return async () => {
    const rows = await done<Row[]>(database.transaction(STORE).objectStore(STORE).getAll());
    await inBatches(rows, (row) => openOne(domain, layers(row)));
    await inBatches(rows, ({ blob }) => crypto.subtle.sign('HMAC', mac, blob));
  };
}

/** The same opened and sealed under another domain key. */
export async function bareReseals(count: number): Promise<() => Promise<void>> {
  const [domain, next] = await Promise.all([newDomainKey(), newDomainKey()]);
  const sealed = await sealedNotes(domain, count);
  return () => inBatches(sealed, async (one) => sealOne(next, JSON.stringify(await openOne(domain, one))));
}
