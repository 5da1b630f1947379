import { wipe } from '../../crypto/index.ts';
import type { Bytes, Id } from '../../encoding/index.ts';
import { checkSlots, openKeyring, openSlotAmong } from '../../keys/index.ts';
import type { Pulled } from '../../sync/index.ts';
import type { DeviceSlot, Keyring, Slot } from '../../wire/index.ts';
import { MOST_SLOTS, readSlot } from '../../wire/index.ts';
import { orForged } from './forged.ts';
import { ForgedError, RotatedAwayError } from '../state/index.ts';

/** Keyring and slots as a store tells them, opened; not yet compared with a manifest. */
export interface OpenedState {
  readonly masterKey: Bytes;
  readonly keyring: Keyring;
  readonly slots: readonly Slot[];
  readonly sealed: { readonly keyring: Bytes; readonly slots: readonly Bytes[] };
}

type Sealed = OpenedState['sealed'];

/** What opens a vault that is open: its own master key, or, after a rotation, its device's slot. */
export interface Openers {
  readonly account: Id;
  readonly generation: number;
  readonly masterKey: Bytes;
  readonly own: readonly DeviceSlot[];
}

/**
 * Opens the state that a store tells to a browser whose vault is open (protocol 4, following a rotation). `known`: the
 * state followed last, where the store tells no newer. Throws RotatedAwayError, ForgedError, TamperedSlotError, FormatError.
 */
export async function openPulled(openers: Openers, pulled: Pulled, known: Sealed): Promise<OpenedState> {
  const { account, generation, masterKey } = openers;
  const sealed = pulled.state ?? known;
  const slots = await readSlots(sealed.slots);
  const scope = { account, generation };
  const same = await openKeyring(masterKey, scope, sealed.keyring).catch((error: unknown) => {
    if (pulled.state) return undefined;
    throw new ForgedError('keyring', { cause: error });
  });
  if (same) {
    checkSlots(same, slots);
    return { masterKey, keyring: same, slots, sealed };
  }
  const own = openers.own.find(({ id }) => slots.some((slot) => slot.id === id));
  const slot = slots.find(({ id }) => id === own?.id);
  if (!own || !slot) throw new RotatedAwayError();
  const range = { from: generation + 1, to: generation + commitsIn(pulled) };
  const found = await openSlotAmong(slot, account, own.secret, range);
  if (!found) throw new ForgedError('slots');
  return openUnder(account, found, sealed, slots, own);
}

/** Every rotation is a commit, so there are no more generations than commits. */
export function commitsIn({ since, sequence, manifests }: Pulled): number {
  return since === undefined ? sequence : manifests.length;
}

/** Opens a state by a way in (a new browser, or one that was locked while the ways changed). Null: a wrong secret. */
export async function openByWay(
  account: Id,
  sealed: Sealed,
  way: { readonly id: Id; readonly secret: Bytes },
  range: { readonly from: number; readonly to: number },
): Promise<OpenedState | null> {
  const slots = await readSlots(sealed.slots);
  const slot = slots.find(({ id }) => id === way.id);
  const found = slot && (await openSlotAmong(slot, account, way.secret, range));
  return found ? openUnder(account, found, sealed, slots, way) : null;
}

/** The same by the master key itself, which is wiped where it opens nothing. Throws ForgedError, TamperedSlotError, FormatError. */
export async function openByMasterKey(
  account: Id,
  sealed: Sealed,
  key: { readonly masterKey: Bytes; readonly generation: number },
): Promise<OpenedState> {
  return openUnder(account, key, sealed, await readSlots(sealed.slots));
}

async function openUnder(
  account: Id,
  { masterKey, generation }: { readonly masterKey: Bytes; readonly generation: number },
  sealed: Sealed,
  slots: readonly Slot[],
  way?: { readonly id: Id; readonly secret: Bytes },
): Promise<OpenedState> {
  try {
    const keyring = await orForged('keyring', () => openKeyring(masterKey, { account, generation }, sealed.keyring));
    checkSlots(keyring, slots, way);
    return { masterKey, keyring, slots, sealed };
  } catch (error) {
    wipe(masterKey);
    throw error;
  }
}

/** Encoded slots as a store tells them. Throws ForgedError, also for more than a store may take; FormatError. */
export async function readSlots(encoded: readonly Bytes[]): Promise<Slot[]> {
  if (encoded.length > MOST_SLOTS) throw new ForgedError('slots');
  return orForged('slots', () => encoded.map(readSlot));
}
