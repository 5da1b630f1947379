import type { JSX, RefObject } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { message } from '../../../platform/index.ts';
import type { AnswerOf } from '../../../rpc/index.ts';
import { counted, Failure, Field, isComposed, isEnter, isEscape, List, useQuestion, Waiting } from '../../kit/index.ts';
import type { PageState } from '../page-state.ts';
import { placeNames } from '../navigation.tsx';
import type { ListRoute } from '../route.ts';
import { EmptyTrash } from './empty-trash.tsx';
import { ItemLine } from './item-line.tsx';
import { KindFilter } from './kind-filter.tsx';
import { NewButton } from './new-button.tsx';
import { NoRows } from './no-rows.tsx';
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
  const kind = pageState.filter.value;
  const found = useQuestion(
    'items.search',
    { query, in: place, offset: 0, limit, ...(kind === undefined ? {} : { kind }) },
    ['items'],
  );
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
            <NewButton pageState={pageState} />
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
        <KindFilter pageState={pageState} counts={found.answer?.counts ?? {}} />
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
  const count = counted('items', found.total);
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
