import { registerPassword } from '../sync/index.ts';
import type { OpaqueRecord } from '../sync/index.ts';
import type { House } from './house.ts';
import { WeakPasswordError } from './store-errors.ts';
import { checkStoreKey, rememberAccount } from './store-memory.ts';
import { provePassword } from './unlock.ts';

/** log10 of the guesses below which no password may stand at a store (protocol 2.1). */
const LEAST_GUESSES = 12;

export async function mustBeStrong({ store }: House, password: string): Promise<void> {
  if ((await store.web.guesses(password)) < LEAST_GUESSES) throw new WeakPasswordError();
}

/** A password that opens this vault and may stand at a store. Throws WrongSecretError, WeakPasswordError. */
export async function checkStorePassword(house: House, password: string): Promise<void> {
  await provePassword(house, password);
  await mustBeStrong(house, password);
}

/**
 * Registers a new password where the vault's store knows one; the record then rides in the commit that brings the slot.
 * Undefined for a local vault, and for an account that nobody signs in at by password. Throws StoreKeyError.
 */
export async function registerStorePassword(house: House, password: string): Promise<OpaqueRecord | undefined> {
  const vault = await house.session.vault();
  if (!vault.sync) return undefined;
  const client = await house.store.client();
  const { password: slot } = await client.ask('access');
  if (slot === null) return undefined;
  await mustBeStrong(house, password);
  const record = await registerPassword(client, house.store.web.opaque, password);
  // Whoever answers in the store's place would else be pinned in its place.
  await checkStoreKey(vault, client.origin, record.storeKey);
  await rememberAccount(vault, client.origin, { storeKey: record.storeKey });
  return record;
}
