import type { Stretch } from '../crypto/index.ts';
import type { Bytes, Id } from '../encoding/index.ts';
import type { Past, Pulled } from '../sync/index.ts';
import type { Ground } from './ground.ts';
import type { StoreLink } from './store-link.ts';
import type { Joining, LockedWay, NewWay, OpenVault } from './vault-types.ts';

/** The vault as it can be had while it is locked. */
export interface Keeper {
  exists(): Promise<boolean>;
  /** The ways in that a person holds. */
  ways(): Promise<readonly LockedWay[]>;
  create(ways: readonly NewWay[], deviceName: string): Promise<OpenVault>;
  /** Null when the secret is wrong. */
  unlock(slot: Id, secret: Bytes): Promise<OpenVault | null>;
  /** Opens it with the master key that the session kept. Null when that opens nothing any more. */
  resume(masterKey: Bytes): Promise<OpenVault | null>;
  /** The ways in among slots as a store tells them. */
  waysIn(slots: readonly Bytes[]): Promise<readonly LockedWay[]>;
  /** What a locked browser may ask its store from. */
  past(): Promise<Past>;
  /** Opens what a store tells a new browser, and writes nothing. Null when the secret is wrong. */
  join(account: Id, pulled: Pulled, slot: Id, secret: Bytes): Promise<Joining | null>;
  /** Opens a connected vault by a way in that was changed elsewhere. Null when the secret is wrong. */
  follow(pulled: Pulled, slot: Id, secret: Bytes, as?: 'copied'): Promise<OpenVault | null>;
}

/** What the browser does for the background, as far as handlers cause it. */
export interface Hands {
  openTab(path: string): Promise<void>;
  openWindow(page: { path: string; width: number; height: number }): Promise<void>;
}

/** Everything that a handler may use: built once by `start`, and from parts in memory by the tests. */
export interface House extends Ground {
  readonly version: string;
  readonly keeper: Keeper;
  readonly stretch: Stretch;
  /** The tie to the store of this vault, if it has one. */
  readonly store: StoreLink;
  readonly hands: Hands;
}
