import type { Area } from '../../platform/index.ts';
import type { EnterKey } from '../../rpc/index.ts';

const slot = 'enterKey';

/** What Enter does in the compose box on this site: what was chosen there, else a line in a tall field. */
export async function enterKeyOf(local: Area, site: string, isTall: boolean): Promise<EnterKey> {
  return (await chosen(local))[site] ?? (isTall ? 'line' : 'encrypt');
}

export async function chooseEnterKey(local: Area, site: string, enter: EnterKey): Promise<void> {
  await local.set(slot, { ...(await chosen(local)), [site]: enter });
}

async function chosen(local: Area): Promise<Readonly<Partial<Record<string, EnterKey>>>> {
  return ((await local.get(slot)) ?? {}) as Readonly<Partial<Record<string, EnterKey>>>;
}
