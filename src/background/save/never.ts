import type { Area } from '../../platform/index.ts';

const slot = 'neverSave';
const most = 2_000;

/** Hosts of which nothing is ever offered to be saved. */
export async function neverHosts(local: Area): Promise<readonly string[]> {
  const stored = await local.get(slot);
  return Array.isArray(stored) ? stored.filter((host): host is string => typeof host === 'string') : [];
}

export async function neverSave(local: Area, host: string): Promise<void> {
  const others = (await neverHosts(local)).filter((other) => other !== host);
  await local.set(slot, [...others, host].slice(-most).toSorted());
}

export async function allowSave(local: Area, host: string): Promise<void> {
  await local.set(
    slot,
    (await neverHosts(local)).filter((other) => other !== host),
  );
}
