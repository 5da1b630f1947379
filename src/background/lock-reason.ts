import type { Area } from '../platform/index.ts';

const reasonKey = 'lockedBy';

const reasons = [
  'time',
  'demand',
  'browser-start',
  'os-lock',
  'clock',
  'rotated-away',
  'store-aside',
  'device-cloned',
  'signed-out',
] as const;
export type Reason = (typeof reasons)[number];

/** Remembers why everything was locked, for the unlock screen. */
export async function noteReason(memory: Area, reason: Reason): Promise<void> {
  await memory.set(reasonKey, reason);
}

/** Somebody signed in at the store: whoever left it aside does so no more. */
export async function endAside(memory: Area): Promise<void> {
  if ((await readReason(memory)) === 'store-aside') await noteReason(memory, 'rotated-away');
}

export async function readReason(memory: Area): Promise<Reason | undefined> {
  const stored = await memory.get(reasonKey);
  return reasons.find((known) => known === stored);
}
