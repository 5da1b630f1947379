import type { JSX, RefObject } from 'preact';
import { useEffect, useId, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { message } from '../../../platform/index.ts';
import { counted, Failure, Field, isComposed, isEnter, isEscape, useQuestion, Waiting } from '../../kit/index.ts';
import type { PageState } from '../page-state.ts';
import { placeNames } from '../navigation.tsx';
import type { ListRoute } from '../route.ts';
import { ChosenBar } from './chosen-bar.tsx';
import type { Sought } from './choosing.ts';
import { EmptyTrash } from './empty-trash.tsx';
import { ItemRows } from './item-rows.tsx';
import type { ItemRowsProps } from './item-rows.tsx';
import { KindFilter } from './kind-filter.tsx';
import { NewButton } from './new-button.tsx';
import { NoRows } from './no-rows.tsx';
import { Columns } from './columns.tsx';
import { OrderMenu } from './order-menu.tsx';
import { NoticeLine } from './notice-line.tsx';
import { pagesOf } from './stretch.ts';
import { Unsaved } from './unsaved.tsx';
import { useStretch } from './use-stretch.ts';

interface ItemListProps {
  pageState: PageState;
  route: ListRoute;
  search: RefObject<HTMLInputElement | null>;
}

/** The list of a place, with its search. */
export function ItemList({ pageState, route, search }: ItemListProps): JSX.Element {
  const { place } = route;
  const [query, setQuery] = useState(route.query ?? '');
  const box = useRef<HTMLDivElement>(null);
  const list = useRef<HTMLUListElement>(null);
  const seen = useStretch(box, list);
  const kind = pageState.filter.value;
  const order = pageState.order.value;
  const within = pageState.within.value;
  const only = { ...(kind && { kind }), ...(order && { order }), ...(within && { within }) };
  const sought: Sought = { query, in: place, ...only };
  const found = useQuestion('items.search', { ...sought, ...pagesOf(seen.stretch) }, ['items']);
  useEffect(() => {
    if (route.query !== undefined) setQuery(route.query);
  }, [route.query]);
  useLayoutEffect(() => {
    if (box.current) box.current.scrollTop = 0;
    seen.moved();
  }, [query, kind, order, within]);
  useEffect(() => () => pageState.choosing.none(), []);
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
            onInput={setQuery}
            inputRef={search}
            end={query === '' ? <kbd aria-hidden="true">/</kbd> : undefined}
          />
        </div>
        <KindFilter pageState={pageState} counts={found.answer?.counts ?? {}} />
      </div>
      <div class="vault-rows" ref={box} tabIndex={-1} onScroll={seen.moved}>
        <Unsaved pageState={pageState} item={route.item} />
        {found.error !== undefined && <Failure error={found.error} again={found.again} />}
        {found.answer ? (
          <Rows {...{ pageState, route, sought, box, list }} {...seen} found={found.answer} />
        ) : (
          found.error === undefined && <Waiting />
        )}
      </div>
      <ChosenBar pageState={pageState} place={place} />
      <NoticeLine pageState={pageState} />
    </section>
  );
}

function Rows(props: Omit<ItemRowsProps, 'titleId'>): JSX.Element {
  const { found, route, sought } = props;
  const titleId = useId();
  const count = counted('items', found.total);
  const { query } = sought;
  return (
    <>
      <p class="hidden-text" role="status">
        {query === '' ? '' : count}
      </p>
      {found.total === 0 ? (
        <NoRows
          pageState={props.pageState}
          place={route.place}
          query={query}
          others={Object.keys(found.counts).length > 0}
        />
      ) : (
        <section aria-labelledby={titleId}>
          <div class="vault-rows-head">
            <h2 id={titleId} class="list-title">
              {query === '' ? count : message('vaultFound', count)}
            </h2>
            <OrderMenu pageState={props.pageState} searching={query !== ''} />
          </div>
          {route.place === 'trash' && <p class="vault-rows-note small muted">{message('vaultTrashKeeps')}</p>}
          <Columns pageState={props.pageState} place={route.place} />
          <ItemRows key={JSON.stringify(sought)} {...props} titleId={titleId} />
        </section>
      )}
    </>
  );
}

/** The row that Tab goes to. */
const stop = '.vault-rows .row-main[tabindex="0"]';

/** In the search field: down to the rows, Enter opens the first one, Escape empties the field. */
function leaveSearch(event: KeyboardEvent, query: string, setQuery: (query: string) => void): void {
  if (isComposed(event) || !(event.target instanceof HTMLInputElement)) return;
  const row = document.querySelector<HTMLElement>(stop);
  if (isEscape(event) && query === '') event.target.blur();
  else if (isEscape(event)) setQuery('');
  else if (event.key === 'ArrowDown' && row) row.focus();
  else if (isEnter(event) && row) row.click();
  else return;
  event.preventDefault();
}

/** From the rows: Escape, or up from the first one, goes back to the search field. */
function moveToSearch(event: KeyboardEvent, search: RefObject<HTMLInputElement | null>): void {
  if (event.defaultPrevented || !(event.target instanceof Element) || !event.target.closest('.vault-rows')) return;
  if (event.key === 'ArrowDown' && event.target.matches('.vault-rows')) {
    event.preventDefault();
    document.querySelector<HTMLElement>(stop)?.focus();
  }
  if (event.key !== 'ArrowUp' && !isEscape(event)) return;
  event.preventDefault();
  search.current?.focus();
}
