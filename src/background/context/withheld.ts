import type { Area } from '../../platform/index.ts';

/** On disk: since when this browser keeps, sealed, what it never sent, though it was removed. */
const slot = 'removed-at';

/** How long that stays, in milliseconds (protocol 6.2). */
export const WITHHELD_FOR = 72 * 60 * 60_000;

export async function noteWithheld(local: Area, at: number): Promise<void> {
  await local.set(slot, at);
}

/** Undefined: this browser was not removed. */
export async function readWithheld(local: Area): Promise<number | undefined> {
  const at = await local.get(slot);
  return typeof at === 'number' ? at : undefined;
}
