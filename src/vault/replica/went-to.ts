import { equal } from '../../crypto/index.ts';
import type { HeldList } from '../../devices/index.ts';
import { checkChain, DeviceListError } from '../../devices/index.ts';
import type { Bytes } from '../../encoding/index.ts';
import { MalformedError } from '../../encoding/index.ts';
import { readCertificate, readDeviceList } from '../../wire/index.ts';
import type { VaultState } from '../state/index.ts';
import { lastSyncedOf } from './follow.ts';

/**
 * Whether this account went to the store of `origin`, by every version of the list that this store has (protocol 6.1). What a store
 * says alone moves nobody: only devices of the account sign what goes on from the version held.
 */
export async function wentTo(state: VaultState, origin: string, lists: readonly Bytes[]): Promise<boolean> {
  const { list } = (await lastSyncedOf(state)).held;
  return list !== undefined && (await placesSince(list, lists)).includes(origin);
}

/** The stores that the version held and those on top of it name; none where they don't go on from it. */
async function placesSince(held: HeldList, lists: readonly Bytes[]): Promise<readonly string[]> {
  const at = lists.findIndex((encoded) => equal(encoded, held.encoded));
  if (at === -1) return [];
  try {
    const since = await checkChain(held.checked.account, lists.slice(at + 1), held);
    return [held, ...since].map(({ checked }) => checked.store);
  } catch (error) {
    if (error instanceof DeviceListError || error instanceof MalformedError) return [];
    throw error;
  }
}

/**
 * Whether the account at the store of `origin` is what this vault left behind there, by the newest version of the list that it has: one
 * of ours, in which the vault is elsewhere. `listed`: this device stands in it, so that the store heeds its signature.
 */
export async function leftAt(
  state: VaultState,
  origin: string,
  newest: Bytes,
): Promise<{ readonly listed: boolean } | undefined> {
  const { list } = (await lastSyncedOf(state)).held;
  const isOurs = list && [...list.former, list.encoded].some((version) => equal(version, newest));
  if (!isOurs) return undefined;
  const { store, devices } = readDeviceList(newest).value;
  if (store === origin) return undefined;
  return { listed: devices.some((encoded) => readCertificate(encoded).value.device === state.device) };
}
