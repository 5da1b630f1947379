import { equal, signingKeyPair, wipe } from '../../crypto/index.ts';
import type { ListSeeds } from '../../devices/index.ts';
import { enlist, newDevice, sealDeviceSecrets, wipeSeeds } from '../../devices/index.ts';
import type { Bytes, Id } from '../../encoding/index.ts';
import { deviceKeyringSlot, domainKeys, masterKeyFor, sealSlot, wipeKeyring } from '../../keys/index.ts';
import type { DomainKeys } from '../../keys/index.ts';
import type { Entry, StoredRecord, VaultHeader, VaultDatabase } from '../../records/index.ts';
import { headFingerprint, namedRecordId, newCatalog, sealRecord, snapshotKey, updateSum } from '../../records/index.ts';
import type { Pulled } from '../../sync/index.ts';
import type { DeviceNames, DeviceSecrets } from '../../wire/index.ts';
import { MOST_GENERATIONS, identityBody, readDeviceNames, readIdentityBody } from '../../wire/index.ts';
import { orForged } from './forged.ts';
import type { Draft, JoinedState, Summarize, VaultState, Transition } from '../state/index.ts';
import { entryOf, ForgedError, openRows, prepareCommit } from '../state/index.ts';
import type { OpenedState } from './pulled-state.ts';
import { openByWay } from './pulled-state.ts';
import { checkSum } from './record-sum.ts';
import type { VerifiedHead } from './verify-commits.ts';
import { followCommits } from './verify-commits.ts';

/** A vault as a store tells it, verified as far as a new browser can (protocol 3.1). Nothing of it is stored. */
export interface PulledVault {
  readonly account: Id;
  readonly followed: VerifiedHead;
  readonly keys: DomainKeys;
  readonly records: readonly StoredRecord[];
  readonly entries: readonly Entry[];
  readonly names: DeviceNames['names'];
  readonly seeds: ListSeeds;
}

/**
 * Opens and verifies everything that a store told a browser that has nothing yet. Null: the secret is wrong. Throws
 * ForgedError, ForkError, RecordSumError, TamperedSlotError, FormatError.
 */
export async function openPulledVault(
  account: Id,
  pulled: Pulled,
  way: { readonly id: Id; readonly secret: Bytes },
  summarize: Summarize,
  database: VaultDatabase,
): Promise<PulledVault | null> {
  const { state } = pulled;
  if (!state || pulled.since !== undefined) throw new ForgedError('keyring');
  const opened = await openByWay(account, state, way, { from: 1, to: MOST_GENERATIONS });
  return opened && verifyPulledVault(account, pulled, opened, summarize, database);
}

/** Verifies everything that a store told, under the state that was opened of it. Throws like `openPulledVault`. */
export async function verifyPulledVault(
  account: Id,
  pulled: Pulled,
  opened: OpenedState,
  summarize: Summarize,
  database: VaultDatabase,
): Promise<PulledVault> {
  const held = { account, sequence: 0, generation: 1, sent: [] };
  const followed = await followCommits(held, opened, pulled);
  const nothing = { dirty: [], deleted: [], sent: [] };
  await checkSum(database, followed, undefined, { sync: nothing, pulled, ours: new Map() });
  const keys = domainKeys(opened.keyring);
  const records = pulled.records;
  const openings = await openRows({ keys, header: { account } }, records);
  const body = (name: string): unknown => {
    const id = namedRecordId(opened.keyring, name);
    return openings.find(({ row }) => row.id === id)?.opened?.body;
  };
  const seeds = await orForged('devices', () => ({
    identity: readIdentityBody('identity', body('identity')).seed,
    list: readIdentityBody('list-key', body('list-key')).seed,
  }));
  await checkIdentity(followed, seeds.identity);
  const entries = openings.map((opening) => entryOf(opening, summarize));
  return { account, followed, keys, records, entries, names: namesOf(body('devices')), seeds };
}

/** For a vault that was looked at and not accepted. */
export function wipePulledVault({ followed, seeds }: PulledVault): void {
  wipe(followed.masterKey);
  wipeSeeds(seeds);
  wipeKeyring(followed.keyring);
}

/** The list of devices is the one of the identity that the vault itself holds. */
async function checkIdentity({ list }: VerifiedHead, seed: Bytes): Promise<void> {
  const { publicKey, privateKey } = await signingKeyPair(seed);
  wipe(privateKey);
  if (!equal(publicKey, list.checked.identity)) throw new ForgedError('devices');
}

function namesOf(body: unknown): DeviceNames['names'] {
  try {
    return readDeviceNames(body).names;
  } catch {
    return {};
  }
}

/** What a person compares with another browser, or with the printed kit, before anything is written. */
export function joinedState({ followed, entries, names }: PulledVault): JoinedState {
  const { manifest, synced } = followed;
  return {
    time: manifest.time,
    device: names[manifest.device] ?? '',
    sequence: manifest.sequence,
    items: entries.filter(({ summary }) => summary !== null).length,
    head: headFingerprint(synced.head),
  };
}

/**
 * The found vault as this browser's own: everything in it as the store has it, and, unsent, the one commit by which the
 * browser joins: its certificate in the next version of the list, its slot, its name.
 */
export async function draftJoin(found: PulledVault, deviceName: string, now: number): Promise<Transition> {
  const { account, followed, seeds } = found;
  const { secrets, certificate } = await newDevice(account, now);
  const state = await ownState(found, certificate.device, secrets);
  const list = await enlist(followed.list, seeds, certificate, now);
  // They lie sealed in the vault's own records; nobody needs these copies again.
  wipeSeeds(seeds);
  const slot = await deviceKeyringSlot(secrets.slot, now);
  const keyring = { ...followed.keyring, slots: [...followed.keyring.slots, slot] };
  const slots = [...followed.slots, await sealSlot(followed.masterKey, keyring, slot)];
  const names = { ...found.names, [certificate.device]: deviceName };
  const named = await draftNames(found, names);
  const { next, change } = await prepareCommit(state, { ...named, keyring, slots, list }, now);
  const written = new Set(change.put.map(({ id }) => id));
  const put = [...found.records.filter(({ id }) => !written.has(id)), ...change.put];
  return { next, change: { ...change, expected: null, put } };
}

async function ownState(
  { account, followed, keys, entries }: PulledVault,
  device: Id,
  secrets: DeviceSecrets,
): Promise<VaultState> {
  const { masterKey, keyring, slots, manifest, synced, list } = followed;
  const place = { account, device, generation: keyring.generation };
  const header: VaultHeader = {
    account,
    ...synced,
    formerLists: list.former,
    device: await sealDeviceSecrets(masterKeyFor(masterKey, 'device'), place, secrets),
    sync: { synced, dirty: [], deleted: [], sent: [] },
  };
  const core = { masterKey, header, keyring, keys, manifest, slots, list, device, secrets };
  return { ...core, catalog: newCatalog(entries), snapshot: { key: await snapshotKey(masterKey), tags: [] } };
}

async function draftNames(
  { account, followed, keys, records }: PulledVault,
  names: DeviceNames['names'],
): Promise<Draft> {
  const id = namedRecordId(followed.keyring, 'devices');
  const before = records.find((record) => record.id === id);
  const revision = (before?.revision ?? 0) + 1;
  const body = identityBody({ kind: 'devices', names });
  const blob = await sealRecord(await keys.current('identity'), { account, id, revision }, body);
  const record: StoredRecord = { id, revision, blob };
  const { count, sum } = followed.manifest;
  const setKey = masterKeyFor(followed.masterKey, 'set');
  return {
    put: [{ record, summary: null }],
    replaced: new Map(before ? [[id, before]] : []),
    records: {
      count: before ? count : count + 1,
      sum: await updateSum(setKey, sum, [record], before ? [before] : []),
    },
  };
}
