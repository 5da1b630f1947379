import type { JSX, RefObject } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { message } from '../../platform/index.ts';
import type { MessageKey } from '../../platform/index.ts';
import { call } from '../../rpc/index.ts';
import type { AnswerOf, ItemRow } from '../../rpc/index.ts';
import { viewOf } from '../items/index.ts';
import {
  Button,
  counted,
  Dialog,
  Empty,
  Failure,
  Field,
  isComposed,
  isEnter,
  isEscape,
  LinkButton,
  List,
  longAgo,
  Row,
  Star,
  useAction,
  useQuestion,
  Waiting,
} from '../kit/index.ts';
import type { PageState } from './page-state.ts';
import { placeNames } from './navigation.tsx';
import { hashOf, newNote } from './route.ts';
import type { ListPlace, ListRoute } from './route.ts';
import { NoticeLine } from './notice-line.tsx';
import { Unsaved } from './unsaved.tsx';

interface ItemListProps {
  pageState: PageState;
  route: ListRoute;
  search: RefObject<HTMLInputElement | null>;
}

/** How many rows are drawn at first, and how many more when the end comes near. */
const STEP = 100;

/** The list of a place, with its search. */
export function ItemList({ pageState, route, search }: ItemListProps): JSX.Element {
  const { place } = route;
  const [query, setQuery] = useState(route.query ?? '');
  const [limit, setLimit] = useState(STEP);
  const found = useQuestion('items.search', { query, in: place, offset: 0, limit }, ['items']);
  const more = (list: HTMLElement): void => {
    const near = list.scrollHeight - list.scrollTop < 2 * list.clientHeight;
    if (near && (found.answer?.total ?? 0) > limit) setLimit(limit + STEP);
  };
  useEffect(() => {
    if (route.query !== undefined) setQuery(route.query);
  }, [route.query]);
  return (
    <section
      class="vault-list"
      aria-label={message(placeNames[place])}
      onKeyDown={(event) => moveToSearch(event, search)}
    >
      <div class="vault-list-head">
        <div class="line">
          <h2 class="vault-heading">{message(placeNames[place])}</h2>
          <span class="spring" />
          {place === 'trash' ? (
            <EmptyTrash pageState={pageState} count={found.answer?.total ?? 0} searching={query !== ''} />
          ) : (
            <LinkButton kind="primary" icon="plus" href={hashOf(newNote)}>
              {message('vaultNew')}
            </LinkButton>
          )}
        </div>
        <div onKeyDown={(event) => leaveSearch(event, query, setQuery)}>
          <Field
            type="search"
            icon="search"
            label={message('vaultSearch')}
            labelHidden
            placeholder={message('vaultSearch')}
            maxLength={500}
            value={query}
            onInput={(value) => {
              setQuery(value);
              setLimit(STEP);
            }}
            inputRef={search}
            end={query === '' ? <kbd aria-hidden="true">/</kbd> : undefined}
          />
        </div>
      </div>
      <div class="vault-rows" onScroll={(event) => more(event.currentTarget)}>
        <Unsaved pageState={pageState} item={route.item} />
        {found.error !== undefined && <Failure error={found.error} again={found.again} />}
        {found.answer ? (
          <Rows found={found.answer} query={query} route={route} />
        ) : (
          found.error === undefined && <Waiting />
        )}
      </div>
      <NoticeLine pageState={pageState} />
    </section>
  );
}

interface RowsProps {
  found: AnswerOf<'items.search'>;
  query: string;
  route: ListRoute;
}

function Rows({ found, query, route }: RowsProps): JSX.Element {
  const count = counted('vaultNotes', found.total);
  return (
    <>
      <p class="hidden-text" role="status">
        {query === '' ? '' : count}
      </p>
      {found.total === 0 ? (
        <NoRows place={route.place} query={query} />
      ) : (
        <List title={query === '' ? count : message('vaultFound', count)}>
          {found.rows.map((row) => (
            <ItemLine key={row.id} row={row} place={route.place} selected={row.id === route.item} />
          ))}
        </List>
      )}
    </>
  );
}

function ItemLine({ row, place, selected }: { row: ItemRow; place: ListPlace; selected: boolean }): JSX.Element {
  const time = row.trashedAt ?? row.updatedAt;
  const ago = longAgo(time, Date.now());
  const when = row.trashedAt === undefined ? ago : message('vaultTrashedAgo', ago);
  return (
    <Row
      icon={viewOf(row.kind).icon}
      title={row.title.trim() === '' ? <span class="muted">{message('vaultUntitled')}</span> : row.title}
      detail={row.detail === '' ? when : `${when} · ${row.detail}`}
      href={hashOf({ place, item: row.id })}
      selected={selected}
      mark={row.favourite && place !== 'favourites' && <Star label={message('vaultFavourite')} />}
    />
  );
}

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

function NoRows({ place, query }: { place: ListPlace; query: string }): JSX.Element {
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

function EmptyTrash({
  pageState,
  count,
  searching,
}: {
  pageState: PageState;
  count: number;
  searching: boolean;
}): JSX.Element | null {
  const [asking, ask] = useState(false);
  const empty = useAction(async () => {
    await call('items.emptyTrash', {});
    ask(false);
    pageState.router.go({ place: 'trash' });
    pageState.say(message('vaultTrashEmptied'));
  });
  if (count === 0 || searching) return null;
  return (
    <>
      <Button onClick={() => ask(true)}>{message('vaultEmptyTrash')}</Button>
      {asking && (
        <Dialog
          title={message('vaultEmptyTrashAsk')}
          onClose={() => ask(false)}
          actions={
            <>
              <Button onClick={() => ask(false)}>{message('kitCancel')}</Button>
              <Button kind="danger" busy={empty.busy} onClick={() => void empty.run()}>
                {message('vaultEmptyTrash')}
              </Button>
            </>
          }
        >
          <p>{counted('vaultEmptyTrashWarn', count)}</p>
          {empty.error !== undefined && <Failure error={empty.error} />}
        </Dialog>
      )}
    </>
  );
}

/** In the search field: down to the first row, Enter opens it, Escape empties the field. */
function leaveSearch(event: KeyboardEvent, query: string, setQuery: (query: string) => void): void {
  if (isComposed(event) || !(event.target instanceof HTMLInputElement)) return;
  const first = document.querySelector<HTMLElement>('.vault-rows .row-main');
  if (isEscape(event) && query === '') event.target.blur();
  else if (isEscape(event)) setQuery('');
  else if (event.key === 'ArrowDown' && first) first.focus();
  else if (isEnter(event) && first) first.click();
  else return;
  event.preventDefault();
}

/** From the rows: Escape, or up from the first one, goes back to the search field. */
function moveToSearch(event: KeyboardEvent, search: RefObject<HTMLInputElement | null>): void {
  if (event.defaultPrevented || !(event.target instanceof Element) || !event.target.closest('.row')) return;
  if (event.key !== 'ArrowUp' && !isEscape(event)) return;
  event.preventDefault();
  search.current?.focus();
}
