import type { JSX } from 'preact';
import type { ItemKind } from '../../../items/index.ts';
import { message } from '../../../platform/index.ts';
import type { MessageKey } from '../../../platform/index.ts';
import { Button, Empty, LinkButton } from '../../kit/index.ts';
import type { PageState } from '../page-state.ts';
import { hashOf, newItem } from '../route.ts';
import type { ListPlace } from '../route.ts';
import { FirstSteps } from './first-steps.tsx';

const titles: Readonly<Record<ListPlace, MessageKey>> = {
  all: 'vaultEmptyTitle',
  favourites: 'vaultEmptyFavouritesTitle',
  trash: 'vaultEmptyTrashTitle',
};
const texts: Readonly<Record<ListPlace, MessageKey>> = {
  all: 'vaultEmptyText',
  favourites: 'vaultEmptyFavouritesText',
  trash: 'vaultEmptyTrashText',
};
const icons = { all: 'key', favourites: 'star', trash: 'trash' } as const;

interface NoRowsProps {
  pageState: PageState;
  place: ListPlace;
  query: string;
  /** Of other kinds there is something here. */
  others: boolean;
}

/** What is said where no row is: what would be here, and how it comes. */
export function NoRows({ pageState, place, query, others }: NoRowsProps): JSX.Element {
  const kind = pageState.filter.value;
  if (query !== '') {
    return (
      <Empty icon="search" title={message('vaultNoneFoundTitle')}>
        <p>{message('vaultNoneFoundText')}</p>
      </Empty>
    );
  }
  if (pageState.within.value !== undefined) return <NoneWithin pageState={pageState} />;
  if (kind !== undefined && (others || place === 'all')) {
    return <NoneOfKind pageState={pageState} kind={kind} place={place} />;
  }
  return (
    <Empty icon={icons[place]} title={message(titles[place])}>
      <p>{message(texts[place])}</p>
      {place === 'all' && <FirstSteps />}
    </Empty>
  );
}

/** Only one folder or tag is shown, and the last of what was in it is gone, or none of it is of the kind. */
function NoneWithin({ pageState: { within } }: { pageState: PageState }): JSX.Element {
  return (
    <Empty icon="folder" title={message('withinNone')}>
      <Button
        onClick={() => {
          within.value = undefined;
        }}
      >
        {message('withinAll')}
      </Button>
    </Empty>
  );
}

/** Only one kind is shown, and there is none of it. */
function NoneOfKind({
  pageState,
  kind,
  place,
}: {
  pageState: PageState;
  kind: ItemKind;
  place: ListPlace;
}): JSX.Element {
  const { icon, plural, fresh } = pageState.kinds[kind];
  return (
    <Empty icon={icon} title={message('vaultEmptyKindTitle', message(plural))}>
      <p>{message(place === 'all' ? 'vaultEmptyKindText' : 'vaultEmptyKindHereText')}</p>
      {place === 'all' && (
        <LinkButton icon="plus" href={hashOf(newItem(kind))}>
          {message(fresh)}
        </LinkButton>
      )}
    </Empty>
  );
}
