import type { Area } from '../../platform/index.ts';
import type { FillSettings } from '../../rpc/index.ts';

const key = 'filling';

/** How this browser fills. What is stored but is no choice counts as not stored. */
export async function readFillSettings(local: Area): Promise<FillSettings> {
  const stored = await local.get(key);
  const given = typeof stored === 'object' && stored !== null ? (stored as Partial<FillSettings>) : {};
  return { menu: given.menu === true };
}

export async function saveFillSettings(local: Area, settings: FillSettings): Promise<void> {
  await local.set(key, settings);
}
