import { openDB } from 'idb';
import type { DBSchema } from 'idb';
import { storageErrorOf } from './errors.ts';

/** A pair whose private half no script can read, or that half itself where the browser has no X25519. */
type KeptKey = { readonly pair: CryptoKeyPair } | { readonly privateKey: Uint8Array<ArrayBuffer> };

/** Where a browser keeps the key that proves its requests: on this device, readable while the vault is locked. */
export interface RequestKeyShelf {
  read(): Promise<KeptKey | undefined>;
  keep(key: KeptKey): Promise<void>;
  erase(): Promise<void>;
}

interface Tables extends DBSchema {
  keys: { key: string; value: KeptKey };
}

/**
 * A place of its own beside the vault's database: storage areas know JSON only, and would make `{}` of a key that can't be
 * read. `name` is the account's. Every method throws a StorageError.
 */
export function requestKeyShelf(name: string): RequestKeyShelf {
  const run = async <T>(work: (db: Awaited<ReturnType<typeof open>>) => Promise<T>): Promise<T> => {
    try {
      const db = await open();
      try {
        return await work(db);
      } finally {
        db.close();
      }
    } catch (error) {
      throw storageErrorOf(error);
    }
  };
  return {
    read: () => run((db) => db.get('keys', name)),
    keep: (key) =>
      run(async (db) => {
        const transaction = db.transaction('keys', 'readwrite', { durability: 'strict' });
        await Promise.all([transaction.store.put(key, name), transaction.done]);
      }),
    erase: () => run((db) => db.delete('keys', name)),
  };
}

function open() {
  return openDB<Tables>('latchkey-request-keys', 1, { upgrade: (db) => void db.createObjectStore('keys') });
}
