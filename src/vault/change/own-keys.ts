import { findDevice, ownSlots, recertify, renewOwnKeys, wipeSeeds } from '../../devices/index.ts';
import { deviceKeyringSlot, sealSlot } from '../../keys/index.ts';
import type { VaultDatabase } from '../../records/index.ts';
import type { Certificate, Keyring } from '../../wire/index.ts';
import type { Draft, VaultState } from '../state/index.ts';
import { UnknownDeviceError } from '../state/index.ts';
import { readSeeds } from './identity-seed.ts';

/** How old this device's keys get, in milliseconds (protocol 6.4). */
const RENEWED_AFTER = 30 * 24 * 60 * 60_000;

function certificateOf({ list, device }: Pick<VaultState, 'list' | 'device'>): Certificate {
  const certificate = findDevice(list.checked, device);
  if (!certificate) throw new UnknownDeviceError();
  return certificate;
}

/** The time of this device's certificate. Throws UnknownDeviceError. */
export function ownKeysMadeAt(state: Pick<VaultState, 'list' | 'device'>): number {
  return certificateOf(state).createdAt;
}

/**
 * Whether this device is to renew its keys: a month is over, and with it the list is signed again; or its slot is of before a
 * rotation that it followed, so that a copy of this profile of then has it, too.
 */
export function areOwnKeysDue(state: VaultState, now: number): boolean {
  const { keyring, secrets } = state;
  const slot = keyring.slots.find(({ id }) => id === secrets.slot.id);
  return now - ownKeysMadeAt(state) >= RENEWED_AFTER || (slot?.createdAt ?? 0) < keysMadeAt(keyring);
}

/** When the keys of today were made, by the clock of whoever made them: all current epochs come with the master key. */
export function keysMadeAt({ domains }: Keyring): number {
  return domains.identity.at(-1)?.createdAt ?? 0;
}

/** Other agreement and mailbox keys and another slot for this device, in a version of the list that removes nobody (protocol 6.4). */
export async function draftOwnKeys(database: VaultDatabase, state: VaultState, now: number): Promise<Draft> {
  const { secrets, certificate } = await renewOwnKeys(state.secrets, certificateOf(state), now);
  const seeds = await readSeeds(database, state);
  const list = await recertify(state.list, seeds, certificate, now).finally(() => wipeSeeds(seeds));
  const gone = new Set(ownSlots(state.secrets).map(({ id }) => id));
  // A clock that is behind that of whoever rotated would find the new slot too old at once.
  const own = await deviceKeyringSlot(secrets.slot, Math.max(now, keysMadeAt(state.keyring)));
  const keyring = { ...state.keyring, slots: [...state.keyring.slots.filter(({ id }) => !gone.has(id)), own] };
  const sealed = await sealSlot(state.masterKey, keyring, own);
  return { list, secrets, keyring, slots: [...state.slots.filter(({ id }) => !gone.has(id)), sealed] };
}
