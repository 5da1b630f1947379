import type { KeyShelf } from './kms/index.ts';
import type { Database } from './database/index.ts';

/** The kms's wrapped keys in the store's database. */
export function shelfOf(database: Database, clock: () => number): KeyShelf {
  return {
    tenants: () => database.read(({ query }) => query.selectFrom('tenant_keys').selectAll().orderBy('id').execute()),
    purposes: () => database.read(({ query }) => query.selectFrom('purpose_keys').selectAll().execute()),
    async addTenant(id, sealed) {
      await database.write(({ query }) =>
        query.insertInto('tenant_keys').values({ id, sealed, created_at: clock() }).execute(),
      );
    },
    async addPurpose(purpose, tenant, sealed) {
      await database.write(({ query }) =>
        query.insertInto('purpose_keys').values({ purpose, tenant, sealed }).execute(),
      );
    },
  };
}
