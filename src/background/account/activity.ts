import type { Handlers, StoreDeed } from '../../rpc/index.ts';
import type { StoreClient } from '../../sync/index.ts';
import type { ActivityEntry } from '../../wire/index.ts';
import type { OpenVault } from '../../vault/index.ts';
import { keptDeeds } from '../context/index.ts';
import { openLabel } from '../link/index.ts';
import type { AccountParts } from './parts.ts';

/** Answers what happened: by the browsers' own word, and by the store's. */
export function activityHandlers({ session, store }: AccountParts): Handlers<'activity.own' | 'activity.store'> {
  return {
    'activity.own': async () => {
      const deeds = await keptDeeds(await session.vault());
      return deeds.map(({ what, about, by, until }) => ({
        what,
        by,
        at: until,
        ...(about === undefined ? {} : { about }),
      }));
    },
    'activity.store': async () => {
      const [vault, client] = await Promise.all([session.vault(), store.client()]);
      const { entries } = await client.ask('activity');
      return Promise.all(entries.map((entry) => shown(vault, client, entry)));
    },
  };
}

/** A name that can't be read is none: the list of sessions is where one looks for those. */
async function shown(vault: OpenVault, client: StoreClient, entry: ActivityEntry): Promise<StoreDeed> {
  const { what, how, since, at, count, session, requestKey, label } = entry;
  const whose = session !== undefined && requestKey !== undefined ? { session, requestKey } : undefined;
  const { name } = whose ? await openLabel(vault, whose, label) : {};
  return {
    what,
    since,
    at,
    count,
    current: requestKey === client.publicKey,
    ...(how === undefined ? {} : { how }),
    ...(name === undefined ? {} : { name }),
  };
}
