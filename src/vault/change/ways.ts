import { newId } from '../../crypto/index.ts';
import type { Id } from '../../encoding/index.ts';
import { keyringSlot, LastWayError, sealSlot, UnknownWayError } from '../../keys/index.ts';
import type { VaultDatabase } from '../../records/index.ts';
import type { BackKind, KeyringSlot } from '../../wire/index.ts';
import { isBack } from '../../wire/index.ts';
import type { BackWay, Draft, EscrowWay, NewWay, OrganisationWay, VaultState, Way } from '../state/index.ts';
import { draftRotation } from './rotation.ts';

/** The ways in that a person holds, as the keyring knows them. */
export function waysOf({ keyring }: Pick<VaultState, 'keyring'>): Way[] {
  return keyring.slots.flatMap(({ id, parameters, name, createdAt, credentialKey, signKey }) => {
    if (parameters.kind === 'device' || isBack(parameters)) return [];
    const keys = { ...(credentialKey ? { credentialKey } : {}), ...(signKey ? { signKey } : {}) };
    return [{ id, kind: parameters.kind, parameters, name, createdAt, ...keys }];
  });
}

/** The slot of a way back: each kind has one. */
export function backOf({ keyring }: Pick<VaultState, 'keyring'>, kind: BackKind): KeyringSlot | undefined {
  return keyring.slots.find(({ parameters }) => parameters.kind === kind);
}

/** The way back by answers. */
export function escrowOf(state: Pick<VaultState, 'keyring'>): EscrowWay | undefined {
  const slot = backOf(state, 'escrow');
  return slot?.escrow && { id: slot.id, createdAt: slot.createdAt, box: slot.escrow };
}

/** The way back by people who hold shares. */
export function trusteesOf(state: Pick<VaultState, 'keyring'>): BackWay | undefined {
  const slot = backOf(state, 'trustees');
  return slot && { id: slot.id, createdAt: slot.createdAt };
}

/** The way back by an organisation. */
export function organisationOf(state: Pick<VaultState, 'keyring'>): OrganisationWay | undefined {
  const slot = backOf(state, 'organisation');
  return slot?.organisation && { ...slot.organisation, id: slot.id, createdAt: slot.createdAt };
}

/** A new way in as the keyring will know it, under an id of its own: slots are never edited (protocol 2.1). */
export function slotOf(way: NewWay, now: number): Promise<KeyringSlot> {
  const { id = newId(), parameters, name, credentialKey, escrow, organisation } = way;
  const more = {
    ...(credentialKey ? { credentialKey } : {}),
    ...(escrow ? { escrow } : {}),
    ...(organisation ? { organisation } : {}),
  };
  const place = { id, parameters, name, createdAt: now, ...more };
  return keyringSlot(place, way.secret);
}

/** Throws UnknownWayError. */
export function requireWay(state: VaultState, id: Id): Way {
  const way = waysOf(state).find((each) => each.id === id);
  if (!way) throw new UnknownWayError();
  return way;
}

/** Throws UnknownWayError. */
export function requireWayOrBack(state: VaultState, id: Id): void {
  const isBackWay = state.keyring.slots.some((slot) => slot.id === id && isBack(slot.parameters));
  if (!isBackWay) requireWay(state, id);
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
  requireWayOrBack(state, id);
  if (waysOf(state).every((way) => way.id === id) && !instead) throw new LastWayError();
  const kept = state.keyring.slots.filter(({ id: other, parameters }) => other !== id && parameters.kind !== 'device');
  return draftRotation(database, state, instead ? [...kept, instead] : kept, now);
}
