import type { Area } from '../../platform/index.ts';
import type { DeviceNews } from '../../rpc/index.ts';
import type { OpenVault } from '../../vault/index.ts';

/** On disk, of this browser alone: which devices a person has been told of here. Ids, which stand in the list beside it anyway. */
const slot = 'known-devices';

/** Who came and who went since somebody here was told last. Whoever asks first is told nothing: then all that is there is known. */
export async function deviceNews(local: Area, vault: OpenVault): Promise<DeviceNews> {
  const known = await readKnown(local);
  const devices = await vault.devices.list();
  if (!known) {
    await noteKnown(local, vault);
    return { added: [], removed: 0 };
  }
  const listed = new Set(devices.map(({ id }) => id));
  const added = devices.filter(({ id, isThis }) => !isThis && !known.includes(id));
  return { added: added.map(({ name }) => name), removed: known.filter((id) => !listed.has(id)).length };
}

/** All that are there now are known. */
export async function noteKnown(local: Area, { devices }: OpenVault): Promise<void> {
  await local.set(
    slot,
    (await devices.list()).map(({ id }) => id),
  );
}

async function readKnown(local: Area): Promise<readonly string[] | undefined> {
  const stored = await local.get(slot);
  return Array.isArray(stored) ? stored.filter((id) => typeof id === 'string') : undefined;
}
