import { certify, enlist, newDevice } from '../../devices/index.ts';
import { deviceKeyringSlot, sealSlot } from '../../keys/index.ts';
import type { VaultChange } from '../../records/index.ts';
import { findRow, namedRecordId } from '../../records/index.ts';
import { identityBody, readDeviceNames } from '../../wire/index.ts';
import { NotConnectedError, prepareCommit, sealDevice } from '../state/index.ts';
import { standingOf } from './follow.ts';
import { draftWrite, readOpened, readSeed } from '../change/index.ts';
import type { VaultState } from '../state/index.ts';
import type { Workshop } from '../change/index.ts';

/**
 * The same vault on a device of its own (protocol 3, a copied profile): new keys, a new certificate in the next version of
 * the list, a new slot. All of it is unsent; what was unsent stays so. Throws NotConnectedError, DamagedRecordError.
 */
export async function draftRenew(
  shop: Workshop,
  state: VaultState,
  deviceName: string,
  now: number,
): Promise<{ next: VaultState; change: VaultChange }> {
  const { header, masterKey } = state;
  const { held } = await standingOf(state);
  if (!held.list) throw new NotConnectedError();
  const [identity, listKey] = [
    await readSeed(shop.store, state, 'identity'),
    await readSeed(shop.store, state, 'list-key'),
  ];
  const { secrets, certificate } = await newDevice(header.account, now);
  const { device } = certificate;
  const sealed = await sealDevice({ header, device, secrets }, masterKey, state.keyring.generation);
  const own: VaultState = { ...state, device, secrets, header: { ...header, device: sealed } };
  const list = await enlist(held.list, await certify(identity, certificate), listKey, now);
  const slot = await deviceKeyringSlot(secrets.slot, now);
  const keyring = { ...state.keyring, slots: [...state.keyring.slots, slot] };
  const slots = [...state.slots, await sealSlot(masterKey, keyring, slot)];
  const named = await draftWrite(shop, own, { put: [await namesWith(shop, state, device, deviceName)] });
  return prepareCommit(own, { ...named, keyring, slots, list }, now);
}

async function namesWith({ store }: Workshop, state: VaultState, device: string, name: string) {
  const id = namedRecordId(state.keyring, 'devices');
  const base = findRow(state.catalog, id)?.revision;
  const names = base === undefined ? {} : readDeviceNames((await readOpened(store, state, id)).body).names;
  const body = identityBody({ kind: 'devices', names: { ...names, [device]: name } });
  return { id, domain: 'identity' as const, body, ...(base === undefined ? {} : { base }) };
}
