import type { KeyShelf } from './kms/index.ts';
import type { Store } from './store/index.ts';

/** The kms's wrapped keys in the store's database. */
export function shelfOf(store: Store, clock: () => number): KeyShelf {
  return {
    tenants: () => store.read(({ query }) => query.selectFrom('tenant_keys').selectAll().orderBy('id').execute()),
    purposes: () => store.read(({ query }) => query.selectFrom('purpose_keys').selectAll().execute()),
    async addTenant(id, sealed) {
      await store.write(({ query }) =>
        query.insertInto('tenant_keys').values({ id, sealed, created_at: clock() }).execute(),
      );
    },
    async addPurpose(purpose, tenant, sealed) {
      await store.write(({ query }) => query.insertInto('purpose_keys').values({ purpose, tenant, sealed }).execute());
    },
  };
}
