import type { JSX } from 'preact';
import { message } from '../../../platform/index.ts';
import type { MessageKey } from '../../../platform/index.ts';
import { Empty } from '../../kit/index.ts';
import type { ListPlace } from '../route.ts';

const emptyTitles: Readonly<Record<ListPlace, MessageKey>> = {
  all: 'vaultEmptyTitle',
  favourites: 'vaultEmptyFavouritesTitle',
  trash: 'vaultEmptyTrashTitle',
};
const emptyTexts: Readonly<Record<ListPlace, MessageKey>> = {
  all: 'vaultEmptyText',
  favourites: 'vaultEmptyFavouritesText',
  trash: 'vaultEmptyTrashText',
};

/** What is said where no row is. */
export function NoRows({ place, query }: { place: ListPlace; query: string }): JSX.Element {
  if (query !== '') {
    return (
      <Empty icon="search" title={message('vaultNoneFoundTitle')}>
        <p>{message('vaultNoneFoundText')}</p>
      </Empty>
    );
  }
  return (
    <Empty
      icon={place === 'trash' ? 'trash' : place === 'favourites' ? 'star' : 'note'}
      title={message(emptyTitles[place])}
    >
      <p>{message(emptyTexts[place])}</p>
    </Empty>
  );
}
