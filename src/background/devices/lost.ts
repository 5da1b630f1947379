import type { LostDevice } from '../../rpc/index.ts';
import type { OpenVault } from '../../vault/index.ts';
import type { NamedRecord } from '../context/index.ts';
import { fieldOf, readNamed, saveNamed } from '../context/index.ts';

/** A record of the vault, so that every browser reminds of it until it is done. */
const record: NamedRecord = { domain: 'settings', name: 'lost-devices' };

interface Lost {
  readonly device: string;
  readonly name: string;
  readonly at: number;
}

/** A device, and the ways in there were when it was lost, but for those that a person has answered for. */
interface Entry extends Lost {
  readonly ways: readonly string[];
}

/** Notes that a device is lost or stolen: whoever has it may know every way in there is now. */
export async function noteLost(vault: OpenVault, lost: Lost): Promise<void> {
  const others = (await entries(vault)).filter(({ device }) => device !== lost.device);
  await write(vault, [...others, { ...lost, ways: vault.ways.list().map(({ id }) => id) }]);
}

/** What is still to be replaced: a way in that was there then, and still is. Devices for which nothing is left are done. */
export async function lostDevices(vault: OpenVault): Promise<readonly LostDevice[]> {
  const now = vault.ways.list();
  const all = (await entries(vault)).map(({ ways, ...lost }) => ({
    ...lost,
    total: ways.length,
    left: now.filter(({ id }) => ways.includes(id)).map(({ id, kind, name }) => ({ id, kind, name })),
  }));
  return all.filter(({ left }) => left.length > 0);
}

/** A person says that a way in was not with the device. */
export async function replacedWays(vault: OpenVault, device: string, way: string): Promise<void> {
  const changed = (await entries(vault)).map((entry) =>
    entry.device === device ? { ...entry, ways: entry.ways.filter((id) => id !== way) } : entry,
  );
  await write(vault, changed);
}

async function entries(vault: OpenVault): Promise<readonly Entry[]> {
  const list = fieldOf((await readNamed(vault, record))?.body, 'devices');
  return Array.isArray(list) ? list.filter(isEntry) : [];
}

function isEntry(value: unknown): value is Entry {
  if (typeof value !== 'object' || value === null) return false;
  const { device, name, at, ways } = value as Partial<Record<keyof Entry, unknown>>;
  return typeof device === 'string' && typeof name === 'string' && typeof at === 'number' && Array.isArray(ways);
}

async function write(vault: OpenVault, devices: readonly Entry[]): Promise<void> {
  await saveNamed(vault, record, { devices }, await readNamed(vault, record));
}
