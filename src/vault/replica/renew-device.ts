import { enlist, newDevice, wipeSeeds, withFormer } from '../../devices/index.ts';
import { deviceKeyringSlot, sealSlot } from '../../keys/index.ts';
import { NotConnectedError, prepareCommit, sealDevice } from '../state/index.ts';
import { lastSyncedOf } from './follow.ts';
import { draftWrite, readSeeds, renamedPut } from '../change/index.ts';
import type { VaultState, Transition } from '../state/index.ts';
import type { WriteParts } from '../change/index.ts';

/**
 * The same vault on a device of its own (protocol 3, a copied profile): new keys, a new certificate in the next version of
 * the list, a new slot. All of it is unsent; what was unsent stays so. Throws NotConnectedError, DamagedRecordError.
 */
export async function draftRenew(
  parts: WriteParts,
  state: VaultState,
  deviceName: string,
  now: number,
): Promise<Transition> {
  const { header, masterKey } = state;
  const held = (await lastSyncedOf(state)).held.list;
  if (!held) throw new NotConnectedError();
  const seeds = await readSeeds(parts.database, state);
  const { secrets: made, certificate } = await newDevice(header.account, now);
  // Until its mailbox is empty, for receiving only (protocol 8.6).
  const secrets = withFormer(made, state.secrets, state.device, now);
  const { device } = certificate;
  const sealed = await sealDevice({ header, device, secrets }, masterKey, state.keyring.generation);
  const own: VaultState = { ...state, device, secrets, header: { ...header, device: sealed } };
  const list = await enlist(held, seeds, certificate, now).finally(() => wipeSeeds(seeds));
  const slot = await deviceKeyringSlot(secrets.slot, now);
  const keyring = { ...state.keyring, slots: [...state.keyring.slots, slot] };
  const slots = [...state.slots, await sealSlot(masterKey, keyring, slot)];
  const named = await draftWrite(parts, own, { put: [await renamedPut(parts.database, state, device, deviceName)] });
  return prepareCommit(own, { ...named, keyring, slots, list }, now);
}
