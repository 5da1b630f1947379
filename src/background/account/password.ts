import { registerPassword } from '../../sync/index.ts';
import type { OpaqueRecord } from '../../sync/index.ts';
import type { AccountParts } from './parts.ts';
import { checkStoreKey, rememberAccount, WeakPasswordError } from '../link/index.ts';
import { provePassword } from '../unlock/index.ts';

/** log10 of the guesses below which no password may stand at a store (protocol 2.1). */
const LEAST_GUESSES = 12;

export async function mustBeStrong({ store }: AccountParts, password: string): Promise<void> {
  if ((await store.web.guesses(password)) < LEAST_GUESSES) throw new WeakPasswordError();
}

/** A password that opens this vault and may stand at a store. Throws WrongSecretError, WeakPasswordError. */
export async function checkStorePassword(parts: AccountParts, password: string): Promise<void> {
  await provePassword(parts, password);
  await mustBeStrong(parts, password);
}

/**
 * Registers a new password where the vault's store knows one; the record then rides in the commit that brings the slot.
 * Undefined for a local vault, and for an account that nobody signs in at by password. Throws StoreKeyError.
 */
export async function registerStorePassword(parts: AccountParts, password: string): Promise<OpaqueRecord | undefined> {
  const vault = await parts.session.vault();
  if (!vault.replica.status) return undefined;
  const client = await parts.store.client();
  const { password: slot } = await client.ask('access');
  if (slot === null) return undefined;
  await mustBeStrong(parts, password);
  const record = await registerPassword(client, parts.stretch, password);
  // Whoever answers in the store's place would else be pinned in its place.
  await checkStoreKey(vault, client.origin, record.storeKey);
  await rememberAccount(vault, client.origin, { storeKey: record.storeKey });
  return record;
}
