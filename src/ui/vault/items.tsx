import type { JSX } from 'preact';
import { useRef } from 'preact/hooks';
import { message } from '../../platform/index.ts';
import { Empty } from '../kit/index.ts';
import type { Desk } from './desk.ts';
import { ItemList } from './item-list.tsx';
import { ItemArea } from './item-area.tsx';
import { newNote } from './route.ts';
import type { Route } from './route.ts';
import { useShortcuts } from './shortcuts.ts';

/** Two panes: the list, and beside it what is open. A narrow window shows one of them. */
export function Items({ desk }: { desk: Desk }): JSX.Element | null {
  const route = desk.router.route.value;
  const search = useRef<HTMLInputElement>(null);
  const pane = useRef<HTMLElement>(null);
  useShortcuts({ '/': () => search.current?.select(), n: () => desk.router.go(newNote) });
  if (route.place === 'settings' || route.place === 'store-knows') return null;
  const { place, item } = route;
  return (
    <main class={item === undefined ? 'vault-panes' : 'vault-panes opened'} ref={pane}>
      <h1 class="hidden-text">{message('vaultHeading')}</h1>
      <ItemList key={place} desk={desk} route={route} search={search} />
      <div class="vault-detail" onKeyDown={(event) => backToList(event, desk, route, pane.current)}>
        {item === undefined ? <NothingOpen /> : <ItemArea desk={desk} place={place} item={item} />}
      </div>
    </main>
  );
}

/** Escape goes back one step: from the note to its row; in a narrow window the note closes. */
function backToList(event: KeyboardEvent, desk: Desk, route: Route, panes: HTMLElement | null): void {
  if (event.key !== 'Escape' || event.defaultPrevented || event.isComposing) return;
  event.preventDefault();
  const list = panes?.querySelector<HTMLElement>('.vault-list');
  if (list && getComputedStyle(list).display === 'none') {
    desk.router.go({ place: route.place });
    return;
  }
  const row = list?.querySelector<HTMLElement>('.row.selected .row-main') ?? list?.querySelector<HTMLElement>('input');
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
