import type { JSX } from 'preact';
import { useRef } from 'preact/hooks';
import { message } from '../../platform/index.ts';
import { Empty, isEscape } from '../kit/index.ts';
import type { PageState } from './page-state.ts';
import { ChosenPane } from './list/chosen-pane.tsx';
import { ItemList } from './list/item-list.tsx';
import { ItemArea } from './item/item-area.tsx';
import { isList, newItem } from './route.ts';
import type { ListRoute } from './route.ts';
import { useShortcuts } from './shortcuts.ts';

/** Two panes: the list, and beside it what is open. A narrow window shows one of them. */
export function Items({ pageState }: { pageState: PageState }): JSX.Element | null {
  const route = pageState.router.route.value;
  const search = useRef<HTMLInputElement>(null);
  const pane = useRef<HTMLElement>(null);
  useShortcuts({ '/': () => search.current?.select(), n: () => pageState.router.go(newItem(pageState.newKind)) });
  if (!isList(route)) return null;
  const { place, item } = route;
  const { choosing } = pageState;
  const chosen = choosing.chosen.value.size > 0 && item === undefined;
  const opened = item !== undefined || (chosen && choosing.opened.value);
  const layout = ['vault-panes', opened && 'opened', item === undefined && (chosen ? 'choosing' : 'alone')];
  return (
    <main class={layout.filter(Boolean).join(' ')} ref={pane}>
      <h1 class="hidden-text">{message('vaultHeading')}</h1>
      <ItemList key={place} pageState={pageState} route={route} search={search} />
      <div class="vault-detail" onKeyDown={(event) => backToList(event, pageState, route, pane.current)}>
        {item === undefined ? (
          chosen ? (
            <ChosenPane pageState={pageState} place={place} />
          ) : (
            <NothingOpen />
          )
        ) : (
          <ItemArea pageState={pageState} place={place} item={item} fresh={route.kind ?? 'note'} url={route.url} />
        )}
      </div>
    </main>
  );
}

/** Escape goes back one step: from the item to its row; in a narrow window the item closes. */
function backToList(event: KeyboardEvent, pageState: PageState, route: ListRoute, panes: HTMLElement | null): void {
  if (!isEscape(event) || event.defaultPrevented) return;
  event.preventDefault();
  const list = panes?.querySelector<HTMLElement>('.vault-list');
  if (list && getComputedStyle(list).display === 'none') {
    if (route.item === undefined) pageState.choosing.opened.value = false;
    else pageState.router.go({ place: route.place });
    return;
  }
  const rows = ['.row.selected .row-main', '.row-main[tabindex="0"]', 'input'];
  const row = rows.map((one) => list?.querySelector<HTMLElement>(one)).find(Boolean);
  row?.focus();
}

function NothingOpen(): JSX.Element {
  return (
    <Empty icon="note" title={message('vaultNothingOpen')}>
      <p class="small">
        <kbd>n</kbd> {message('vaultKeyNew')} · <kbd>/</kbd> {message('vaultKeySearch')} · <kbd>↑</kbd> <kbd>↓</kbd>{' '}
        {message('vaultKeyMove')}
      </p>
    </Empty>
  );
}
