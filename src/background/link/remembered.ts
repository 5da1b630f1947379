import type { Domain } from '../../wire/index.ts';
import type { StoreClient } from '../../sync/index.ts';
import { StoreKeyError } from './errors.ts';
import type { OpenVault, Put } from '../../vault/index.ts';

/** What a vault remembers of its account: sealed, and the same in every browser. */

interface Fixed {
  readonly domain: Domain;
  readonly name: string;
}

/** The address stands nowhere else: a store only knows a hash of it (protocol 5). */
const addressRecord: Fixed = { domain: 'email', name: 'email' };
/** The key by which a store proves itself, pinned at the first password. */
const keyRecord: Fixed = { domain: 'settings', name: 'store-key' };

export async function readAddress(vault: OpenVault): Promise<string | undefined> {
  return textOf(await readFixed(vault, addressRecord), 'address');
}

/** The record of the address with another one in it, for the commit that changes the look-up at the store, too. */
export async function addressPut(vault: OpenVault, email: string): Promise<Put> {
  const id = vault.records.namedId(addressRecord.name);
  const base = vault.records.has(id) ? { base: (await vault.records.read(id)).revision } : {};
  return { id, domain: addressRecord.domain, body: { address: email }, ...base };
}

/** `storeKey`: as OPAQUE told it at a registration. */
export async function rememberAccount(
  vault: OpenVault,
  origin: string,
  { email, storeKey }: { readonly email?: string; readonly storeKey: string },
): Promise<void> {
  if (email !== undefined) await writeFixed(vault, addressRecord, { address: email });
  await writeFixed(vault, keyRecord, { origin, key: storeKey });
}

/** Throws StoreKeyError where the store proved itself by another key than the pinned one. */
export async function checkStoreKey(vault: OpenVault, origin: string, storeKey: string): Promise<void> {
  const pinned = await readFixed(vault, keyRecord);
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

async function readFixed(vault: OpenVault, { name }: Fixed): Promise<unknown> {
  const id = vault.records.namedId(name);
  return vault.records.has(id) ? (await vault.records.read(id)).body : undefined;
}

async function writeFixed(vault: OpenVault, { domain, name }: Fixed, body: object): Promise<void> {
  const id = vault.records.namedId(name);
  const base = vault.records.has(id) ? { base: (await vault.records.read(id)).revision } : {};
  await vault.records.save({ id, domain, body, ...base });
}

function textOf(body: unknown, field: string): string | undefined {
  const value: unknown = typeof body === 'object' && body !== null ? Reflect.get(body, field) : undefined;
  return typeof value === 'string' ? value : undefined;
}
