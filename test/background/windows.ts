import { StoreEntry } from '../../src/background/store-entry.ts';
import { storeHandlers } from '../../src/background/store.ts';
import { itemHandlers } from '../../src/background/items.ts';
import { aboutHandlers } from '../../src/background/about.ts';
import type { House } from '../../src/background/house.ts';
import { lockHandlers } from '../../src/background/locks.ts';
import { passkeyHandlers } from '../../src/background/passkeys.ts';
import { unlockHandlers } from '../../src/background/unlock.ts';
import { wayHandlers } from '../../src/background/ways.ts';

function handlersOf(house: House) {
  const entry = new StoreEntry(house);
  return {
    ...aboutHandlers(house),
    ...itemHandlers(house),
    ...lockHandlers(house),
    ...passkeyHandlers(house, entry),
    ...storeHandlers(house, entry),
    ...unlockHandlers(house),
    ...wayHandlers(house),
  };
}
type All = ReturnType<typeof handlersOf>;

/** Asks a background as a window of ours does, without the wire in between. */
export type Ask = <Name extends keyof All>(name: Name, input: Parameters<All[Name]>[0]) => ReturnType<All[Name]>;

export function windows(house: House): Ask {
  const handlers = handlersOf(house);
  return <Name extends keyof All>(name: Name, input: Parameters<All[Name]>[0]): ReturnType<All[Name]> => {
    const handler = handlers[name] as (input: unknown, asker: unknown) => ReturnType<All[Name]>;
    return handler(input, { role: 'window' });
  };
}
