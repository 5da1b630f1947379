import type { Bytes, Id } from '../../encoding/index.ts';
import type { HeldList } from '../../devices/index.ts';
import { findDevice } from '../../devices/index.ts';
import type { Catalog } from '../../records/index.ts';
import { findRow } from '../../records/index.ts';
import type { Prepared } from '../../sync/index.ts';
import type { Access, Keyring, KeyringSlot, Removal } from '../../wire/index.ts';
import type { Put } from './types.ts';

interface Sending {
  /** As it was prepared last, and the head (32 bytes) that it stands on. */
  readonly sent?: { readonly prepared: Prepared; readonly parent: Bytes };
  /** It can't be made (any more). */
  readonly failure?: { readonly error: unknown };
}

/** Of the ways in. */
export interface PendingWayChange extends Sending {
  readonly kind: 'ways';
  /** The way in to be added, under an id of its own. */
  readonly slot?: KeyringSlot;
  readonly remove?: Id;
  /** A record that says what `access` does; alone, without ways in. */
  readonly put?: Put;
  /** What can sign in from then on. */
  readonly access: Access;
}

/** Devices are taken out (protocol 6.2). */
interface PendingRemoval extends Sending {
  readonly kind: 'removal';
  readonly devices: readonly Id[];
  readonly reason: Removal['reason'];
}

/** New keys for everything, on request or because it is time (protocol 6.4). */
interface PendingRotation extends Sending {
  readonly kind: 'rotation';
  /** The generation that is to end. */
  readonly generation: number;
}

/** This device's own keys and slot, because it is time, or after it has followed a rotation (protocol 6.4). */
interface PendingOwnKeys extends Sending {
  readonly kind: 'own-keys';
  readonly device: Id;
  /** The time of the certificate that is to be another. */
  readonly since: number;
}

/** The account goes to another store, or comes back (protocol 6.1). */
interface PendingMove extends Sending {
  readonly kind: 'move';
  readonly store: string;
}

/**
 * A change of a connected vault that stands or falls with the store, drafted: it counts only once the store has taken it, and
 * is drafted anew on every head that the store tells until then. A value of the open state, never stored: it dies with a lock.
 */
export type PendingChange = PendingWayChange | PendingRemoval | PendingRotation | PendingOwnKeys | PendingMove;

interface Ringed {
  readonly keyring: Keyring;
  readonly list: HeldList;
  readonly catalog: Catalog;
}

/** Whether a keyring has a way in. */
export function hasWay({ keyring }: Pick<Ringed, 'keyring'>, id: Id | undefined): boolean {
  return keyring.slots.some((slot) => slot.id === id);
}

/** Whether a state says already what the change is to make true; of a record, whether it was written since. */
export function isMade(state: Ringed, pending: PendingChange): boolean {
  switch (pending.kind) {
    case 'ways':
      return isWayMade(state, pending);
    case 'removal':
      return pending.devices.every((device) => !findDevice(state.list.checked, device));
    case 'rotation':
      return state.keyring.generation > pending.generation;
    case 'move':
      return state.list.checked.store === pending.store;
    case 'own-keys':
      return (findDevice(state.list.checked, pending.device)?.createdAt ?? 0) > pending.since;
  }
}

function isWayMade(state: Ringed, { slot, remove, put }: PendingWayChange): boolean {
  if (put) return (findRow(state.catalog, put.id)?.revision ?? 0) !== (put.base ?? 0);
  return slot ? hasWay(state, slot.id) : !hasWay(state, remove);
}
