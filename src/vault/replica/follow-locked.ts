import { wipe } from '../../crypto/index.ts';
import { checkNamedList, newDeviceSlot, openDeviceSecrets, ownSlots, withSlot } from '../../devices/index.ts';
import type { Bytes, Id } from '../../encoding/index.ts';
import { deviceKeyringSlot, domainKeys, masterKeyFor, openKeyring, openSlot } from '../../keys/index.ts';
import type { StoredRecord, VaultHeader, VaultDatabase } from '../../records/index.ts';
import { DamagedVaultError, newCatalog, openManifestUnder, sealSnapshot, snapshotKey } from '../../records/index.ts';
import type { Pulled } from '../../sync/index.ts';
import type { DeviceSecrets, Keyring } from '../../wire/index.ts';
import { readSlot } from '../../wire/index.ts';
import { orForged } from './forged.ts';
import { entryOf, NotConnectedError, openRows, readRows, resealRows } from '../state/index.ts';
import type { LastSynced } from './follow.ts';
import { knownList, listsBefore, mergeUnsent, lastSyncedAt, toldTo } from './follow.ts';
import type { OpenedState } from './pulled-state.ts';
import { commitsIn, openByMasterKey, openByWay } from './pulled-state.ts';
import type { Rebased } from './rebase.ts';
import type { Core, Transition } from '../state/index.ts';
import type { WriteParts } from '../change/index.ts';

export interface WayIn {
  readonly id: Id;
  readonly secret: Bytes;
}

/** The master key of a generation, as another browser handed it over; whoever has it wipes it. */
export interface HandedKey {
  readonly masterKey: Bytes;
  readonly generation: number;
}

/**
 * Follows, from outside, what changed the ways in while this browser was locked or away (protocol 4): a current way in opens
 * what the store tells (or the master key that another browser handed over), whose keyring opens what this browser kept. Unsent records are
 * kept; it gets a slot again, a fresh one, which no copy of its profile has. Null: the secret is wrong. Throws what following throws, and
 * changes nothing. `another`: follows what bears this device's name, or takes it out, too, and takes no slot, because it will be another
 * device.
 */
export async function draftFollowLocked(
  parts: WriteParts,
  header: VaultHeader,
  pulled: Pulled,
  by: WayIn | HandedKey,
  now: number,
  as: 'itself' | 'another' = 'itself',
): Promise<Transition | null> {
  const { account, sync } = header;
  const sealed = pulled.state ?? sync?.synced;
  if (!sync || !sealed) throw new NotConnectedError();
  const { generation } = sync.synced ?? header;
  const range = { from: generation, to: generation + commitsIn(pulled) };
  const opened =
    'masterKey' in by
      ? await openByMasterKey(account, sealed, { ...by, masterKey: by.masterKey.slice() })
      : await openByWay(account, sealed, by, range);
  if (!opened) return null;
  try {
    const { device, secrets: kept } = await openSecrets(header, opened);
    const outside = await lastSyncedOutside(header, opened, as === 'another' ? undefined : device);
    const { keyring } = opened;
    const own = as === 'another' ? { keyring, secrets: kept } : await withOwnSlot(keyring, kept, now);
    const former = await formerKeyring(header, kept);
    const lastSynced = lastSyncedAt({ ...outside, keyring: own.keyring, former }, pulled);
    const told = await toldTo(parts.database, sync, pulled);
    const here = { header, device, secrets: own.secrets };
    const { core, rebased } = await mergeUnsent(parts, here, lastSynced, opened, told, now);
    const { next, change } = await withNewCatalog(parts, header, core, rebased);
    const rows = await resealRows(parts.database, { header, device, secrets: kept }, core);
    return { next, change: rows ? { ...change, rows } : change };
  } catch (error) {
    wipe(opened.masterKey);
    throw error;
  }
}

/** KDF(MK, purpose) of a generation, as the newest keyring has it. */
function keyOf(
  { masterKey, keyring }: OpenedState,
  generation: number,
  purpose: 'manifest' | 'device',
): Bytes | undefined {
  if (generation === keyring.generation) return masterKeyFor(masterKey, purpose);
  return keyring.past.find((past) => past.generation === generation)?.[purpose];
}

async function openSecrets(header: VaultHeader, opened: OpenedState): Promise<{ device: Id; secrets: DeviceSecrets }> {
  const deviceKeyOf = (generation: number) => keyOf(opened, generation, 'device');
  const found = await openDeviceSecrets(header.device, header.account, deviceKeyOf).catch((cause: unknown) => {
    throw new DamagedVaultError('device-secrets', { cause });
  });
  if (!found) throw new DamagedVaultError('device-secrets');
  return found;
}

/**
 * The keyring as it lies here, opened by this device's own slot of that time: what is unsent may be sealed under keys that the
 * others have shredded since. Undefined where it opens nothing.
 */
async function formerKeyring(
  { account, generation, slots, keyring }: VaultHeader,
  secrets: DeviceSecrets,
): Promise<Keyring | undefined> {
  try {
    const stored = slots.map(readSlot);
    const own = ownSlots(secrets).find(({ id }) => stored.some((slot) => slot.id === id));
    const slot = stored.find(({ id }) => id === own?.id);
    const masterKey = own && slot && (await openSlot(slot, { account, generation }, own.secret));
    if (!masterKey) return undefined;
    return await openKeyring(masterKey, { account, generation }, keyring).finally(() => wipe(masterKey));
  } catch {
    return undefined;
  }
}

/** Names and ways that were changed here and not sent can't be had without the old master key; records can. */
async function lastSyncedOutside(
  header: VaultHeader,
  opened: OpenedState,
  device: Id | undefined,
): Promise<Omit<LastSynced, 'keyring'>> {
  const { account, sync } = header;
  if (!sync) throw new NotConnectedError();
  const { synced, sent } = sync;
  const { generation, parent, manifest: sealed, list: encoded } = synced ?? header;
  const key = keyOf(opened, generation, 'manifest');
  if (!key) throw new DamagedVaultError('manifest');
  const manifest = await orForged('manifest', () => openManifestUnder(key, { account, generation }, parent, sealed));
  const checked = await orForged('devices', () => checkNamedList(encoded, account, manifest.list));
  const named = { encoded, checked, former: listsBefore(header, encoded) };
  const held = { account, generation, ...(device === undefined ? {} : { device }), sent };
  if (synced) {
    const followed = { head: synced.head, sequence: manifest.sequence, list: named };
    return { sync, held: { ...held, ...followed }, manifest, base: opened.keyring };
  }
  const list = (await knownList(header)) ?? named;
  return { sync, held: { ...held, sequence: 0, list }, manifest: undefined, base: opened.keyring };
}

async function withOwnSlot(
  keyring: Keyring,
  secrets: DeviceSecrets,
  now: number,
): Promise<{ readonly keyring: Keyring; readonly secrets: DeviceSecrets }> {
  const own = ownSlots(secrets);
  if (keyring.slots.some(({ id }) => own.some((slot) => slot.id === id))) return { keyring, secrets };
  const slot = newDeviceSlot();
  const slots = [...keyring.slots, await deviceKeyringSlot(slot, now)];
  return { keyring: { ...keyring, slots }, secrets: withSlot(secrets, slot) };
}

/** The index is of the old master key: it is made again from all records. */
async function withNewCatalog(
  { database, summarize }: WriteParts,
  header: VaultHeader,
  core: Core,
  { put, remove }: Rebased,
): Promise<Transition> {
  const rows = await rowsAfter(database, put, remove);
  const openings = await openRows({ keys: domainKeys(core.keyring), header: core.header }, rows);
  const catalog = newCatalog(openings.map((opening) => entryOf(opening, summarize)));
  const key = await snapshotKey(core.masterKey);
  const all = catalog.chunks.map((_, chunk) => chunk);
  const { parts, tags, length } = await sealSnapshot(key, core.header, catalog, all);
  return {
    next: { ...core, catalog, snapshot: { key, tags } },
    change: { expected: header, header: core.header, put, remove, snapshot: parts, snapshotLength: length },
  };
}

/** All records as they will be after a change. */
export async function rowsAfter(
  database: VaultDatabase,
  put: readonly StoredRecord[],
  remove: readonly Id[],
): Promise<readonly StoredRecord[]> {
  const touched = new Set([...put.map(({ id }) => id), ...remove]);
  return [...(await readRows(database)).filter(({ id }) => !touched.has(id)), ...put];
}
