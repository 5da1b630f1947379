import type { Page } from 'puppeteer-core';
import type { Session } from './session.ts';

/** Everything that the extension keeps, as text, as somebody would read it who has the browser's profile in hand. */
export interface Kept {
  readonly local: string;
  readonly session: string;
  /** Every database, store and record; bytes both in hexadecimal and as the characters they would be. */
  readonly databases: string;
}

/** Runs in the page; written as text, because the browser's names are not this process's. */
const readKept = `(async () => {
  const api = globalThis.browser ?? globalThis.chrome;
  const plain = (value) => {
    const bytes = value instanceof ArrayBuffer ? new Uint8Array(value) : ArrayBuffer.isView(value)
      ? new Uint8Array(value.buffer, value.byteOffset, value.byteLength) : undefined;
    if (bytes) {
      const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
      return { hex, text: new TextDecoder('latin1').decode(bytes), utf8: new TextDecoder().decode(bytes) };
    }
    if (value instanceof CryptoKey) return { key: value.algorithm.name };
    if (Array.isArray(value)) return value.map(plain);
    if (value && typeof value === 'object') {
      return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, plain(inner)]));
    }
    return typeof value === 'bigint' ? String(value) : value;
  };
  const done = (request) => new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
  const databases = [];
  for (const { name } of await indexedDB.databases()) {
    const database = await done(indexedDB.open(name));
    for (const store of database.objectStoreNames) {
      const all = database.transaction(store).objectStore(store);
      databases.push({ name, store, keys: await done(all.getAllKeys()), values: plain(await done(all.getAll())) });
    }
    database.close();
  }
  return {
    local: JSON.stringify(await api.storage.local.get()),
    session: JSON.stringify(await api.storage.session.get()),
    databases: JSON.stringify(databases),
  };
})()`;

/** Opens a picture of the extension's: a place with its rights and none of its scripts, so that nothing is woken. */
export function openBareCorner(session: Session): Promise<Page> {
  return session.open(`${session.extensionOrigin}/icons/icon.svg`);
}

/** Reads all that the extension keeps, without waking its background. */
export async function readEverythingKept(session: Session): Promise<Kept> {
  const page = await openBareCorner(session);
  try {
    return (await page.evaluate(readKept)) as Kept;
  } finally {
    await page.close();
  }
}

const forgetKept = `(async () => {
  const api = globalThis.browser ?? globalThis.chrome;
  await api.storage.local.clear();
  await api.storage.session.clear();
  for (const { name } of await indexedDB.databases()) {
    await new Promise((resolve, reject) => {
      const request = indexedDB.deleteDatabase(name);
      request.onsuccess = resolve;
      request.onerror = () => reject(request.error);
    });
  }
})()`;

/**
 * Takes away all that the extension keeps, as in a browser that it was just installed in. What stands outside of a profile
 * stays: the authenticator with its passkeys.
 */
export async function forgetEverythingKept(session: Session): Promise<void> {
  await session.stopBackground();
  const page = await openBareCorner(session);
  await page.evaluate(forgetKept);
  await page.close();
  await session.stopBackground();
}
