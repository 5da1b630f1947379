import type { Bytes, Id } from '../../encoding/index.ts';
import type { Catalog } from '../../records/index.ts';
import { findRow } from '../../records/index.ts';
import type { Prepared } from '../../sync/index.ts';
import type { Access, Keyring, KeyringSlot } from '../../wire/index.ts';
import type { Put } from './types.ts';

/**
 * A change of the ways in of a connected vault, drafted: it counts only once the store has taken it, and is drafted anew on
 * every head that the store tells until then. A value of the open state, never stored: it dies with a lock.
 */
export interface PendingWayChange {
  /** The way in to be added, under an id of its own. */
  readonly slot?: KeyringSlot;
  readonly remove?: Id;
  /** A record that says what `access` does; alone, without ways in. */
  readonly put?: Put;
  /** What can sign in from then on. */
  readonly access: Access;
  /** As it was prepared last, and the head (32 bytes) that it stands on. */
  readonly sent?: { readonly prepared: Prepared; readonly parent: Bytes };
  /** It can't be made (any more). */
  readonly failure?: { readonly error: unknown };
}

interface Ringed {
  readonly keyring: Keyring;
}

/** Whether a keyring has a way in. */
export function hasWay({ keyring }: Ringed, id: Id | undefined): boolean {
  return keyring.slots.some((slot) => slot.id === id);
}

/** Whether a state says already what the change is to make true; of a record, whether it was written since. */
export function isMade(state: Ringed & { readonly catalog: Catalog }, change: PendingWayChange): boolean {
  const { slot, remove, put } = change;
  if (put) return (findRow(state.catalog, put.id)?.revision ?? 0) !== (put.base ?? 0);
  return slot ? hasWay(state, slot.id) : !hasWay(state, remove);
}
