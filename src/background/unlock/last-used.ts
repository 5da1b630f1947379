import type { Area } from '../../platform/index.ts';

/** When each way in was last used in this browser, in milliseconds since 1970. Says nothing that a slot's id doesn't. */
export type LastUsed = Readonly<Record<string, number>>;

const key = 'waysUsed';

export async function lastUsed(local: Area): Promise<LastUsed> {
  const stored = await local.get(key);
  if (typeof stored !== 'object' || stored === null) return {};
  return Object.fromEntries(
    Object.entries(stored).filter((entry): entry is [string, number] => Number.isFinite(entry[1])),
  );
}

export async function noteUse(local: Area, way: string, now: number): Promise<void> {
  await local.set(key, { ...(await lastUsed(local)), [way]: now });
}

/** Last used first; the others stay in their order. */
export function lastUsedFirst<Way extends { readonly id: string }>(ways: readonly Way[], used: LastUsed): Way[] {
  return ways.toSorted((one, other) => (used[other.id] ?? 0) - (used[one.id] ?? 0));
}
