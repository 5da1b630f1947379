import type { Area } from '../../platform/index.ts';
import { lockReasons } from '../../session/index.ts';

const reasonKey = 'lockedBy';

/** Besides those of the session: what a person decided, or a store told, while it was locked. */
const reasons = [...lockReasons, 'store-aside', 'device-cloned'] as const;
export type Reason = (typeof reasons)[number];

/** Remembers why everything was locked, for the unlock screen. */
export async function noteReason(memory: Area, reason: Reason): Promise<void> {
  await memory.set(reasonKey, reason);
}

/** The store counts again for whoever left it aside. Whether somebody had. */
export async function endWithoutStore(memory: Area): Promise<boolean> {
  if ((await readReason(memory)) !== 'store-aside') return false;
  await noteReason(memory, 'rotated-away');
  return true;
}

export async function readReason(memory: Area): Promise<Reason | undefined> {
  const stored = await memory.get(reasonKey);
  return reasons.find((known) => known === stored);
}
