import { newId } from '../../crypto/index.ts';
import type { Id } from '../../encoding/index.ts';
import { keyringSlot, LastWayError, sealSlot, UnknownWayError } from '../../keys/index.ts';
import type { VaultDatabase } from '../../records/index.ts';
import type { KeyringSlot } from '../../wire/index.ts';
import type { Draft, NewWay, VaultState, Way } from '../state/index.ts';
import { draftRotation } from './rotation.ts';

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
