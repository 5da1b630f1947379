import { findDevice, removeDevices, wipeSeeds } from '../../devices/index.ts';
import type { ListSeeds } from '../../devices/index.ts';
import type { Id } from '../../encoding/index.ts';
import { domainKeys, masterKeyFor } from '../../keys/index.ts';
import type { StoredRecord } from '../../records/index.ts';
import { namedRecordId, sealRecord, sumOf } from '../../records/index.ts';
import type { DeviceNames, IdentityBody, Keyring, Removal } from '../../wire/index.ts';
import { identityBody } from '../../wire/index.ts';
import type { Draft, SealedPut, VaultState } from '../state/index.ts';
import { UnknownDeviceError, versionOf } from '../state/index.ts';
import { deviceNames } from './device-names.ts';
import { readSeeds } from './identity-seed.ts';
import { draftRotation } from './rotation.ts';
import type { WriteParts } from './write.ts';

interface Removing {
  readonly devices: readonly Id[];
  readonly reason: Removal['reason'];
}

/**
 * Takes devices out (protocol 6.2), all of it one commit: the next version of the list under a new identity and a new list key,
 * their seeds under the new epoch, and a rotation that drops the slots of all devices. A device never takes itself out. Throws
 * UnknownDeviceError, DamagedRecordError, RecordSumError.
 */
export async function draftRemoval(
  parts: WriteParts,
  state: VaultState,
  { devices, reason }: Removing,
  now: number,
): Promise<Draft> {
  const { database } = parts;
  const listed = devices.filter((device) => findDevice(state.list.checked, device));
  if (listed.length === 0 || listed.includes(state.device)) throw new UnknownDeviceError();
  const former = await readSeeds(database, state);
  const { list, seeds } = await removeDevices(state.list, former, listed, reason, now).finally(() => wipeSeeds(former));
  const ways = state.keyring.slots.filter(({ parameters }) => parameters.kind !== 'device');
  const { stored: rows, ...rotation } = await draftRotation(database, state, ways, now);
  const names = await deviceNames(database, state);
  const left = Object.fromEntries(Object.entries(names).filter(([device]) => !listed.includes(device)));
  const put = await sealed(rotation.keyring, rows, seeds, left).finally(() => wipeSeeds(seeds));
  const written = new Map(put.map(({ record }) => [record.id, record]));
  const after = [...rows.filter(({ id }) => !written.has(id)), ...written.values()];
  return {
    ...rotation,
    list,
    put,
    replaced: new Map(rows.filter(({ id }) => written.has(id)).map((row) => [row.id, row])),
    records: { count: after.length, sum: await sumOf(masterKeyFor(rotation.masterKey, 'set'), after) },
  };
}

/** The records of the identity as they are from then on, under its new epoch. */
async function sealed(
  keyring: Keyring,
  rows: readonly StoredRecord[],
  seeds: ListSeeds,
  names: DeviceNames['names'],
): Promise<SealedPut[]> {
  const under = await domainKeys(keyring).current('identity');
  const bodies: readonly (readonly [string, IdentityBody | DeviceNames])[] = [
    ['identity', { kind: 'identity', seed: seeds.identity }],
    ['list-key', { kind: 'list-key', seed: seeds.list }],
    ['devices', { kind: 'devices', names }],
  ];
  return Promise.all(
    bodies.map(async ([name, body]) => {
      const id = namedRecordId(keyring, name);
      const before = rows.find((row) => row.id === id);
      const place = { account: keyring.account, id, revision: (before?.revision ?? 0) + 1 };
      const blob = await sealRecord(under, place, identityBody(body));
      const base = before ? { base: versionOf(before) } : {};
      return { record: { id, revision: place.revision, blob, ...base }, summary: null };
    }),
  );
}
