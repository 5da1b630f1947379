import type { StoresPort } from '../../messaging/index.ts';
import { ContactClient } from '../../sync/index.ts';
import { hostPattern } from '../../typed/index.ts';
import type { StoreLink } from '../link/index.ts';
import { StorePermissionError } from '../link/index.ts';

/**
 * Anybody's store, asked by a token alone, without a session or a cookie. Throws StorePermissionError where the person has not let us
 * speak with it, and what ContactClient throws.
 */
export function contactStores({ web }: Pick<StoreLink, 'web'>): StoresPort {
  const client = new ContactClient({ fetch: web.fetch });
  const permitted = async <T>({ store }: { readonly store: string }, ask: () => Promise<T>): Promise<T> => {
    if (!(await web.permitted(hostPattern(store)))) throw new StorePermissionError();
    return ask();
  };
  return {
    bundles: (holding, from) => permitted(holding, () => client.bundles(holding, from)),
    lists: (holding, from) => permitted(holding, () => client.lists(holding, from)),
    deposit: (deposit) => permitted(deposit, () => client.deposit(deposit)),
  };
}
