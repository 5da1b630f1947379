import type { Id } from '../../encoding/index.ts';
import type { VaultDatabase } from '../../records/index.ts';
import type { DeviceNames } from '../../wire/index.ts';
import { identityBody, readDeviceNames } from '../../wire/index.ts';
import { findRow, namedRecordId } from '../../records/index.ts';
import type { Put, VaultState } from '../state/index.ts';
import { readOpened } from './write.ts';

/** Two versions of what people call their devices, as one; undefined where these are not both that. Ours wins. */
export function mergeNames(ours: unknown, theirs: unknown): unknown {
  const [mine, other] = [namesOf(ours), namesOf(theirs)];
  return mine && other && identityBody({ kind: 'devices', names: { ...other, ...mine } });
}

/** What a person calls this device; empty where no name can be read. */
export async function deviceName(database: VaultDatabase, state: VaultState): Promise<string> {
  return (await deviceNames(database, state))[state.device] ?? '';
}

/** What a person calls the devices; nothing where it can't be read. */
export function deviceNames(database: VaultDatabase, state: VaultState): Promise<DeviceNames['names']> {
  return readOpened(database, state, namedRecordId(state.keyring, 'devices'))
    .then(({ body }) => namesOf(body) ?? {})
    .catch(() => ({}));
}

/** The record of the names with one that is new or another, as a write. */
export async function renamedPut(database: VaultDatabase, state: VaultState, device: Id, name: string): Promise<Put> {
  const id = namedRecordId(state.keyring, 'devices');
  const base = findRow(state.catalog, id)?.revision;
  const names = base === undefined ? {} : readDeviceNames((await readOpened(database, state, id)).body).names;
  const body = identityBody({ kind: 'devices', names: { ...names, [device]: name } });
  return { id, domain: 'identity', body, ...(base === undefined ? {} : { base }) };
}

function namesOf(body: unknown): DeviceNames['names'] | undefined {
  try {
    return readDeviceNames(body).names;
  } catch {
    return undefined;
  }
}
