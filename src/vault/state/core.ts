import type { AeadKey } from '../../crypto/index.ts';
import { equal, wipe } from '../../crypto/index.ts';
import type { Bytes, Id } from '../../encoding/index.ts';
import { isId } from '../../encoding/index.ts';
import type { CheckedList, HeldList } from '../../devices/index.ts';
import { checkNamedList, findDevice, openDeviceSecrets, wipeDeviceSecrets } from '../../devices/index.ts';
import type { DomainKeys } from '../../keys/index.ts';
import { TamperedSlotError, checkSlots, domainKeys, masterKeyFor, openKeyring, wipeKeyring } from '../../keys/index.ts';
import type { Catalog, VaultHeader, VaultPart } from '../../records/index.ts';
import { DamagedVaultError, headOf, isAuthor, keyringHash, namesSlots, openManifest } from '../../records/index.ts';
import type { DeviceSecrets, Keyring, Manifest, Slot } from '../../wire/index.ts';
import { FormatError, readSlot } from '../../wire/index.ts';
import type { PendingChange } from './pending.ts';

/** A vault's header, opened and verified against itself. A value: a commit makes a new one. */
export interface Core {
  readonly masterKey: Bytes;
  readonly header: VaultHeader;
  readonly keyring: Keyring;
  readonly keys: DomainKeys;
  readonly manifest: Manifest;
  readonly slots: readonly Slot[];
  readonly list: HeldList;
  readonly device: Id;
  readonly secrets: DeviceSecrets;
}

/** A core together with what is known of its records. */
export interface VaultState extends Core {
  readonly catalog: Catalog;
  readonly snapshot: { readonly key: AeadKey; readonly tags: readonly Bytes[] };
  /** Never stored: a change that stands or falls with the store, which has not taken it yet. */
  readonly pending?: PendingChange | undefined;
  /** Never stored: a device of this account writes a later format, and until an update this vault is only read. */
  readonly outdated?: boolean | undefined;
}

/** Runs one part of the verification; whatever fails in it is told as damage to that part. */
async function orDamaged<T>(name: VaultPart, work: () => Promise<T> | T): Promise<T> {
  try {
    return await work();
  } catch (error) {
    // Another format is not damage: a later version wrote it, and says so itself.
    if (error instanceof FormatError || error instanceof TamperedSlotError) throw error;
    throw new DamagedVaultError(name, { cause: error });
  }
}

function require(name: VaultPart, holds: boolean): void {
  if (!holds) throw new DamagedVaultError(name);
}

const byteFields = ['keyring', 'manifest', 'parent', 'signature', 'list', 'device', 'head'] as const;

/** The shape of what the database answered: it may be damaged in ways that no type knows. Throws DamagedVaultError. */
export function checkHeader(header: VaultHeader): VaultHeader {
  const isWhole =
    isId(header.account) &&
    isId(header.author) &&
    Number.isInteger(header.generation) &&
    Array.isArray(header.slots) &&
    header.slots.every((slot) => slot instanceof Uint8Array) &&
    Array.isArray(header.formerLists) &&
    header.formerLists.every((former) => former instanceof Uint8Array) &&
    byteFields.every((field) => header[field] instanceof Uint8Array) &&
    (header.sync === undefined || isSyncState(header));
  require('header', isWhole);
  return header;
}

/** The vault stands on the head followed last, or is it: anything else would be sent in vain. */
function isSyncState({ sync, head, parent }: VaultHeader): boolean {
  if (typeof sync !== 'object') return false;
  const { synced, dirty, deleted, sent, formerHeads = [] } = sync;
  const isWhole =
    Array.isArray(dirty) &&
    dirty.every(isId) &&
    Array.isArray(deleted) &&
    deleted.every((entry: { readonly id: unknown }) => isId(entry.id)) &&
    Array.isArray(sent) &&
    sent.every((entry: { readonly head: unknown }) => entry.head instanceof Uint8Array) &&
    Array.isArray(formerHeads) &&
    formerHeads.every((head) => head instanceof Uint8Array);
  if (!isWhole || !synced) return isWhole;
  return synced.head instanceof Uint8Array && (equal(synced.head, head) || equal(synced.head, parent));
}

/** The slots as they are stored: public, and not yet compared with the keyring. Throws DamagedVaultError, FormatError. */
export function storedSlots(header: VaultHeader): Promise<Slot[]> {
  return orDamaged('slots', () => header.slots.map(readSlot));
}

/**
 * Opens and verifies a whole header with its master key: keyring, slots, manifest, device list, author, device secrets, in
 * the order in which each vouches for the next. Throws DamagedVaultError, TamperedSlotError, FormatError; reads no record.
 */
export async function openCore(
  header: VaultHeader,
  masterKey: Bytes,
  opened?: { id: Id; secret: Bytes },
): Promise<Core> {
  const scope = { account: header.account, generation: header.generation };
  const keyring = await orDamaged('keyring', () => openKeyring(masterKey, scope, header.keyring));
  const slots = await storedSlots(header);
  checkSlots(keyring, slots, opened);
  const manifest = await orDamaged('manifest', () => openManifest(masterKey, scope, header.parent, header.manifest));
  require('manifest', equal(headOf(header.manifest), header.head));
  require('keyring', equal(keyringHash(header.keyring), manifest.keyring));
  if (!namesSlots(manifest, slots)) throw new TamperedSlotError();
  const checked = await orDamaged('devices', () => checkNamedList(header.list, header.account, manifest.list));
  await checkAuthor(header, manifest, checked);
  const { device, secrets } = await openSecrets(header, keyring, masterKey);
  require('device-secrets', findDevice(checked, device) !== undefined);
  const list = { encoded: header.list, checked, former: header.formerLists };
  return { masterKey, header, keyring, keys: domainKeys(keyring), manifest, slots, list, device, secrets };
}

async function checkAuthor(header: VaultHeader, manifest: Manifest, list: CheckedList): Promise<void> {
  const author = findDevice(list, header.author);
  const commit = { parent: header.parent, manifest: header.manifest };
  const signed = author && (await isAuthor(author.signing, header.account, commit, header.signature));
  require('author', signed === true && manifest.device === header.author);
}

async function openSecrets(
  header: VaultHeader,
  keyring: Keyring,
  masterKey: Bytes,
): Promise<{ device: Id; secrets: DeviceSecrets }> {
  const deviceKeyOf = (generation: number): Bytes | undefined =>
    generation === keyring.generation
      ? masterKeyFor(masterKey, 'device')
      : keyring.past.find((past) => past.generation === generation)?.device;
  const opened = await orDamaged('device-secrets', () => openDeviceSecrets(header.device, header.account, deviceKeyOf));
  if (!opened) throw new DamagedVaultError('device-secrets');
  return opened;
}

/** Overwrites every key of a state that nobody works with any more. */
export function wipeState({ masterKey, keyring, secrets }: Core): void {
  wipe(masterKey);
  wipeKeyring(keyring);
  wipeDeviceSecrets(secrets);
}
