import type { Bytes } from '../../encoding/index.ts';
import type { OpenVault, VouchedState } from '../../vault/index.ts';
import type { DeviceNames, LinkAbout } from '../../wire/index.ts';
import { MOST_LINK_NAMES, readDeviceNames } from '../../wire/index.ts';
import { readAddress } from '../link/index.ts';

/** Characters of a name: as many as people may give one. */
const MOST_NAME = 80;

/**
 * What a person on the new browser confirms: whose vault this is, its devices, and its state; and what it compares by itself, the store's
 * door key.
 */
export async function aboutOf(
  vault: OpenVault,
  { generation, sequence, time }: VouchedState,
  doorKey: Bytes,
): Promise<LinkAbout> {
  const names = await namesOf(vault);
  const others = Object.entries(names).flatMap(([id, name]) => (id === vault.device.id ? [] : [cut(name)]));
  return {
    name: (await readAddress(vault)) ?? '',
    device: cut(vault.device.name),
    others: others.slice(0, MOST_LINK_NAMES),
    devices: others.length + 1,
    items: vault.records.entries().length,
    sequence,
    generation,
    time,
    doorKey,
  };
}

function cut(name: string): string {
  return name.slice(0, MOST_NAME);
}

/** A name that can't be read is no reason to let nobody in. */
async function namesOf({ records }: OpenVault): Promise<DeviceNames['names']> {
  try {
    return readDeviceNames((await records.read(records.namedId('devices'))).body).names;
  } catch {
    return {};
  }
}
