import { newId, randomBytes } from '../../crypto/index.ts';
import { newDeviceSlot, withSlot } from '../../devices/index.ts';
import type { Id } from '../../encoding/index.ts';
import {
  deviceKeyringSlot,
  keyringSlot,
  LastWayError,
  MASTER_KEY_BYTES,
  masterKeyFor,
  rotateKeyring,
  sealSlot,
  UnknownWayError,
} from '../../keys/index.ts';
import type { StoredRecord, VaultDatabase } from '../../records/index.ts';
import { allRows, DamagedRecordError, findRow, RecordSumError, sumOf } from '../../records/index.ts';
import type { KeyringSlot } from '../../wire/index.ts';
import type { Draft, NewWay, VaultState, Way } from '../state/index.ts';
import { agreesWithManifest, openRows, readRows } from '../state/index.ts';

/** The ways in that a person holds, as the keyring knows them. */
export function waysOf({ keyring }: Pick<VaultState, 'keyring'>): Way[] {
  return keyring.slots.flatMap(({ id, parameters, name, createdAt, credentialKey, signKey }) => {
    if (parameters.kind === 'device') return [];
    const keys = { ...(credentialKey ? { credentialKey } : {}), ...(signKey ? { signKey } : {}) };
    return [{ id, kind: parameters.kind, parameters, name, createdAt, ...keys }];
  });
}

/** A new way in as the keyring will know it, under an id of its own: slots are never edited (protocol 2.1). */
export function slotOf(way: NewWay, now: number): Promise<KeyringSlot> {
  const { parameters, name, credentialKey } = way;
  const place = { id: newId(), parameters, name, createdAt: now, ...(credentialKey ? { credentialKey } : {}) };
  return keyringSlot(place, way.secret);
}

/** Throws UnknownWayError. */
export function requireWay(state: VaultState, id: Id): Way {
  const way = waysOf(state).find((each) => each.id === id);
  if (!way) throw new UnknownWayError();
  return way;
}

/** One more way in. Nothing else changes. */
export async function draftAddWay(state: VaultState, slot: KeyringSlot): Promise<Draft> {
  return {
    keyring: { ...state.keyring, slots: [...state.keyring.slots, slot] },
    slots: [...state.slots, await sealSlot(state.masterKey, state.keyring, slot)],
  };
}

/** Throws UnknownWayError. */
export function draftRenameWay(state: VaultState, id: Id, name: string): Draft {
  requireWay(state, id);
  const slots = state.keyring.slots.map((slot) => (slot.id === id ? { ...slot, name } : slot));
  return { keyring: { ...state.keyring, slots } };
}

/**
 * Takes a way in away, puts another in its place if one is given, and rotates (protocol 2.1): a new master key, new current
 * epochs, every remaining way in re-sealed, the slots of all devices dropped, and a fresh one for this device: a copy of its
 * profile from before follows no further than a copy of any other's. Throws UnknownWayError, LastWayError.
 */
export async function draftRemoveWay(
  database: VaultDatabase,
  state: VaultState,
  id: Id,
  now: number,
  instead?: KeyringSlot,
): Promise<Draft> {
  requireWay(state, id);
  if (waysOf(state).length === 1 && !instead) throw new LastWayError();
  const kept = state.keyring.slots.filter(({ id: other, parameters }) => other !== id && parameters.kind !== 'device');
  return draftRotation(database, state, instead ? [...kept, instead] : kept, now);
}

async function draftRotation(
  database: VaultDatabase,
  state: VaultState,
  ways: readonly KeyringSlot[],
  now: number,
): Promise<Draft> {
  const { rows, extra } = await soundRows(database, state);
  const slot = newDeviceSlot();
  const slots = [...ways, await deviceKeyringSlot(slot, now)];
  const masterKey = randomBytes(MASTER_KEY_BYTES);
  const keyring = rotateKeyring(state.keyring, state.masterKey, slots, now);
  return {
    masterKey,
    keyring,
    secrets: withSlot(state.secrets, slot),
    slots: await Promise.all(slots.map((slot) => sealSlot(masterKey, keyring, slot))),
    remove: extra,
    records: { count: rows.length, sum: await sumOf(masterKeyFor(masterKey, 'set'), rows) },
  };
}

/**
 * All rows, before a new sum is made of them: a sum must not make good what was lost or put back. A record that is missing
 * or of another revision stops the rotation until it is deleted (DamagedRecordError); one that merely doesn't open is kept
 * as it is; a row of no record (`extra`) was deleted before, and goes. Throws RecordSumError where the old sum disagrees
 * and no damage explains it.
 */
export async function soundRows(
  database: VaultDatabase,
  state: VaultState,
): Promise<{ rows: StoredRecord[]; extra: Id[] }> {
  const stored = await readRows(database);
  const rows = stored.filter(({ id }) => findRow(state.catalog, id) !== undefined);
  const extra = stored.filter(({ id }) => findRow(state.catalog, id) === undefined).map(({ id }) => id);
  const present = new Map(rows.map(({ id, revision }) => [id, revision]));
  const wrong = allRows(state.catalog).find(({ id, revision }) => present.get(id) !== revision);
  if (wrong) throw new DamagedRecordError(wrong.id);
  if (await agreesWithManifest(state, rows)) return { rows, extra };
  const openings = await openRows(state, rows);
  if (openings.every(({ opened }) => opened)) throw new RecordSumError();
  return { rows, extra };
}
