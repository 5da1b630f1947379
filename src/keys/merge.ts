import type { Bytes } from '../encoding/index.ts';
import { adoptEpochs } from './keyring.ts';
import { sealSlot } from './slot.ts';
import type { Keyring, KeyringSlot, Slot } from '../wire/index.ts';
import { domains } from '../wire/index.ts';

/**
 * A keyring with what was changed here since `base` and is not sent: names of slots, slots added, epochs of another vault
 * adopted. Rotations never wait here. The same object as `theirs` if nothing of ours is left to do.
 */
export function mergeKeyring(base: Keyring, ours: Keyring, theirs: Keyring): Keyring {
  if (ours === base) return theirs;
  const before = new Map(base.slots.map((slot) => [slot.id, slot]));
  const present = new Set(theirs.slots.map(({ id }) => id));
  const names = new Map(
    ours.slots.filter((slot) => before.get(slot.id)?.name !== slot.name).map(({ id, name }) => [id, name]),
  );
  const isRenamed = theirs.slots.some(({ id, name }) => (names.get(id) ?? name) !== name);
  const added = ours.slots.filter(({ id }) => !before.has(id) && !present.has(id));
  const slots: KeyringSlot[] = [
    ...theirs.slots.map((slot) => ({ ...slot, name: names.get(slot.id) ?? slot.name })),
    ...added,
  ];
  const merged = isRenamed || added.length > 0 ? { ...theirs, slots } : theirs;
  // What they have already, adoptEpochs leaves as it is.
  return domains.reduce((ring, domain) => {
    const known = new Set(base.domains[domain].map(({ epoch }) => String(epoch)));
    const adopted = ours.domains[domain].filter(({ epoch, state }) => state === 'history' && !known.has(String(epoch)));
    return adoptEpochs(ring, domain, adopted);
  }, merged);
}

/** The slots of a merged keyring: those that the store has, and the added ones, sealed. */
export async function mergedSlots(
  masterKey: Bytes,
  keyring: Keyring,
  theirs: readonly Slot[],
): Promise<readonly Slot[]> {
  const present = new Set(theirs.map(({ id }) => id));
  const added = keyring.slots.filter(({ id }) => !present.has(id));
  if (added.length === 0) return theirs;
  return [...theirs, ...(await Promise.all(added.map((slot) => sealSlot(masterKey, keyring, slot))))];
}
