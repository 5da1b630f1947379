import type { JSX } from 'preact';
import { message } from '../../platform/index.ts';
import type { MessageKey } from '../../platform/index.ts';
import { call } from '../../rpc/index.ts';
import { Brand, Button, Icon, useAction } from '../kit/index.ts';
import type { IconName } from '../kit/index.ts';
import type { PageState } from './page-state.ts';
import { hashOf } from './route.ts';
import type { Route } from './route.ts';

/** Where one goes from here; what anybody may read, and the steps to a store, lie on the way. */
type Place = Exclude<
  Route['place'],
  'connect' | 'kit' | 'store-knows' | 'losses' | 'drill' | 'recovered' | 'answers' | 'trustees' | 'organisation'
>;

export const placeNames: Readonly<Record<Place, MessageKey>> = {
  all: 'vaultPlaceItems',
  favourites: 'vaultPlaceFavourites',
  trash: 'vaultPlaceTrash',
  duplicates: 'vaultPlaceDuplicates',
  contacts: 'vaultPlaceContacts',
  transfer: 'vaultPlaceTransfer',
  recovery: 'vaultPlaceRecovery',
  settings: 'vaultPlaceSettings',
};

const places: readonly (readonly [Place, IconName])[] = [
  ['all', 'key'],
  ['favourites', 'star'],
  ['trash', 'trash'],
  ['duplicates', 'copy'],
  ['contacts', 'person'],
  ['transfer', 'download'],
  ['recovery', 'ring'],
  ['settings', 'settings'],
];

/** The places of the vault page, and its lock. */
export function Navigation({ pageState }: { pageState: PageState }): JSX.Element {
  const current = pageState.router.route.value.place;
  // Locking takes what this window shows away, so what was typed is saved first.
  const lock = useAction(async () => {
    await pageState.drafts.flush();
    await call('lock', {});
  });
  return (
    <header class="vault-navigation">
      <Brand />
      <nav aria-label={message('vaultPlaces')}>
        {places.map(([place, icon]) => (
          <a key={place} href={hashOf({ place })} aria-current={place === current ? 'page' : undefined}>
            <Icon name={icon} />
            <span>{message(placeNames[place])}</span>
          </a>
        ))}
      </nav>
      <Button icon="lock" busy={lock.busy} onClick={() => void lock.run()}>
        {message('vaultLock')}
      </Button>
    </header>
  );
}
