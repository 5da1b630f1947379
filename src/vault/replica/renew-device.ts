import { enlist, newDevice, wipeSeeds } from '../../devices/index.ts';
import { deviceKeyringSlot, sealSlot } from '../../keys/index.ts';
import { findRow, namedRecordId } from '../../records/index.ts';
import { identityBody, readDeviceNames } from '../../wire/index.ts';
import { NotConnectedError, prepareCommit, sealDevice } from '../state/index.ts';
import { lastSyncedOf } from './follow.ts';
import { draftWrite, readOpened, readSeeds } from '../change/index.ts';
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
  const { secrets, certificate } = await newDevice(header.account, now);
  const { device } = certificate;
  const sealed = await sealDevice({ header, device, secrets }, masterKey, state.keyring.generation);
  const own: VaultState = { ...state, device, secrets, header: { ...header, device: sealed } };
  const list = await enlist(held, seeds, certificate, now).finally(() => wipeSeeds(seeds));
  const slot = await deviceKeyringSlot(secrets.slot, now);
  const keyring = { ...state.keyring, slots: [...state.keyring.slots, slot] };
  const slots = [...state.slots, await sealSlot(masterKey, keyring, slot)];
  const named = await draftWrite(parts, own, { put: [await namesWith(parts, state, device, deviceName)] });
  return prepareCommit(own, { ...named, keyring, slots, list }, now);
}

async function namesWith({ database }: WriteParts, state: VaultState, device: string, name: string) {
  const id = namedRecordId(state.keyring, 'devices');
  const base = findRow(state.catalog, id)?.revision;
  const names = base === undefined ? {} : readDeviceNames((await readOpened(database, state, id)).body).names;
  const body = identityBody({ kind: 'devices', names: { ...names, [device]: name } });
  return { id, domain: 'identity' as const, body, ...(base === undefined ? {} : { base }) };
}
