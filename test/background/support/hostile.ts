import { HostileStore } from '../../hostile-store/index.ts';
import type { Browser as SyncedBrowser } from '../../support/synced.ts';
import type { Person } from './person.ts';
import { inProcess } from '../../support/in-process.ts';

/** From now on a hostile store stands between a person's browsers and the honest one. */
export function tap(person: Person): HostileStore {
  const honest = person.fetch;
  const hostile = new HostileStore((url, init = {}) => honest(url, init));
  person.fetch = hostile.fetch;
  return hostile;
}

/** The same before one browser without pages. */
export function between(browser: SyncedBrowser): HostileStore {
  const hostile = new HostileStore((url, init) => inProcess(browser.account.store.app)(url, init));
  browser.meddle = (url, init) => hostile.fetch(url, init);
  return hostile;
}
