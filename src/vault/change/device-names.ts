import type { VaultDatabase } from '../../records/index.ts';
import type { DeviceNames } from '../../wire/index.ts';
import { identityBody, readDeviceNames } from '../../wire/index.ts';
import { namedRecordId } from '../../records/index.ts';
import type { VaultState } from '../state/index.ts';
import { readOpened } from './write.ts';

/** Two versions of what people call their devices, as one; undefined where these are not both that. Ours wins. */
export function mergeNames(ours: unknown, theirs: unknown): unknown {
  const [mine, other] = [namesOf(ours), namesOf(theirs)];
  return mine && other && identityBody({ kind: 'devices', names: { ...other, ...mine } });
}

/** What a person calls this device; empty where no name can be read. */
export function deviceName(database: VaultDatabase, state: VaultState): Promise<string> {
  const id = namedRecordId(state.keyring, 'devices');
  return readOpened(database, state, id)
    .then(({ body }) => readDeviceNames(body).names[state.device] ?? '')
    .catch(() => '');
}

function namesOf(body: unknown): DeviceNames['names'] | undefined {
  try {
    return readDeviceNames(body).names;
  } catch {
    return undefined;
  }
}
