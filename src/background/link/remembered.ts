import type { StoreClient } from '../../sync/index.ts';
import type { NamedRecord } from '../context/index.ts';
import { fieldOf, namedPut, readNamed, saveNamed } from '../context/index.ts';
import { StoreKeyError } from './errors.ts';
import type { OpenVault, Put } from '../../vault/index.ts';

/** What a vault remembers of its account: sealed, and the same in every browser. */

/** The address stands nowhere else: a store only knows a hash of it (protocol 5). */
const addressRecord: NamedRecord = { domain: 'email', name: 'email' };
/** The key by which a store proves itself, pinned at the first password. */
const keyRecord: NamedRecord = { domain: 'settings', name: 'store-key' };

export async function readAddress(vault: OpenVault): Promise<string | undefined> {
  return textOf(await readNamed(vault, addressRecord), 'address');
}

/** The record of the address with another one in it, for the commit that changes the look-up at the store, too. */
export async function addressPut(vault: OpenVault, email: string): Promise<Put> {
  return namedPut(vault, addressRecord, { address: email }, await readNamed(vault, addressRecord));
}

/** `storeKey`: as OPAQUE told it at a registration. */
export async function rememberAccount(
  vault: OpenVault,
  origin: string,
  { email, storeKey }: { readonly email?: string; readonly storeKey: string },
): Promise<void> {
  if (email !== undefined) await write(vault, addressRecord, { address: email });
  await write(vault, keyRecord, { origin, key: storeKey });
}

/** Throws StoreKeyError where the store proved itself by another key than the pinned one. */
export async function checkStoreKey(vault: OpenVault, origin: string, storeKey: string): Promise<void> {
  const pinned = await readNamed(vault, keyRecord);
  if (textOf(pinned, 'origin') === origin && textOf(pinned, 'key') !== storeKey) throw new StoreKeyError();
}

/** By the key that was pinned at the first password. A store that lies here only keeps the vault from locking. */
export async function isAnotherStore(vault: OpenVault, answering: Promise<StoreClient>): Promise<boolean> {
  try {
    const client = await answering;
    const { key } = await client.identify();
    await checkStoreKey(vault, client.origin, key);
    return false;
  } catch (error) {
    return error instanceof StoreKeyError;
  }
}

async function write(vault: OpenVault, record: NamedRecord, body: object): Promise<void> {
  await saveNamed(vault, record, body, await readNamed(vault, record));
}

function textOf(read: { readonly body: unknown } | undefined, field: string): string | undefined {
  const value = fieldOf(read?.body, field);
  return typeof value === 'string' ? value : undefined;
}
