import { randomBytes } from '../../crypto/index.ts';
import { newDeviceSlot, ownSlots, withNewRowKey, withSlot } from '../../devices/index.ts';
import type { Bytes, Id } from '../../encoding/index.ts';
import { deviceKeyringSlot, MASTER_KEY_BYTES, masterKeyFor, rotateKeyring, sealSlot } from '../../keys/index.ts';
import type { StoredRecord, VaultDatabase } from '../../records/index.ts';
import { allRows, DamagedRecordError, findRow, RecordSumError, sumOf } from '../../records/index.ts';
import type { Keyring, KeyringSlot } from '../../wire/index.ts';
import type { Draft, VaultState } from '../state/index.ts';
import { agreesWithManifest, openRows, readRows } from '../state/index.ts';

/** A rotation as a draft, with what a caller needs that writes something under the new keys. */
interface DraftedRotation extends Draft {
  readonly masterKey: Bytes;
  readonly keyring: Keyring;
  /** All records as they are stored: count and sum are of these. */
  readonly stored: readonly StoredRecord[];
}

/**
 * New keys for everything (protocol 2.1, 6.4): a new master key, new current epochs, the slots given re-sealed, and a fresh one
 * for this device. Throws DamagedRecordError, RecordSumError.
 */
export async function draftRotation(
  database: VaultDatabase,
  state: VaultState,
  kept: readonly KeyringSlot[],
  now: number,
): Promise<DraftedRotation> {
  const { rows, extra } = await soundRows(database, state);
  const slot = newDeviceSlot();
  const slots = [...kept, await deviceKeyringSlot(slot, now)];
  const masterKey = randomBytes(MASTER_KEY_BYTES);
  const keyring = rotateKeyring(state.keyring, state.masterKey, slots, now);
  return {
    masterKey,
    keyring,
    secrets: withNewRowKey(withSlot(state.secrets, slot)),
    slots: await Promise.all(slots.map((one) => sealSlot(masterKey, keyring, one))),
    remove: extra,
    records: { count: rows.length, sum: await sumOf(masterKeyFor(masterKey, 'set'), rows) },
    stored: rows,
  };
}

/** One after no event: the other devices follow it by their own slots. Throws DamagedRecordError, RecordSumError. */
export function draftRegularRotation(database: VaultDatabase, state: VaultState, now: number): Promise<Draft> {
  const own = new Set(ownSlots(state.secrets).map(({ id }) => id));
  const kept = state.keyring.slots.filter(({ id }) => !own.has(id));
  return draftRotation(database, state, kept, now);
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
