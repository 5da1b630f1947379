import type { JSX, RefObject } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { message } from '../../platform/index.ts';
import { call } from '../../rpc/index.ts';
import type { PageRow } from '../../rpc/index.ts';
import { close, Frame, Letter, ticket, useEscape, useShown } from '../frame/index.ts';
import { Icon, useAction, useQuestion } from '../kit/index.ts';

/** The whole frame. A press in it counts only from a person who has been seeing it; after one it goes. */
export function FormMenu(): JSX.Element {
  const { answer: menu, error } = useQuestion('menu.task', { ticket: ticket() }, ['items', 'status']);
  const shown = useShown();
  const rows = useRef<HTMLDivElement>(null);
  const act = useAction(async (work: () => Promise<unknown>) => {
    try {
      await work();
    } finally {
      await close();
    }
  });
  const isOver = error !== undefined || act.error !== undefined;
  useEffect(() => {
    // Locked meanwhile, or not here any more: the mark is still there.
    if (isOver) void close();
  }, [isOver]);
  useFirstRow(rows, menu !== undefined);
  useEscape(() => void close());
  const does = (work: () => Promise<unknown>) => shown.whenSeen(() => void act.run(work));
  const fill = ({ id }: PageRow) => does(() => call('menu.fill', { ticket: ticket(), id }));
  return (
    <Frame
      title={menu ? message('popupForSite', menu.host) : message('markFill')}
      isTitleShown
      site={menu?.host}
      shown={shown}
      foot={<span class="menu-foot">{message('menuUnread')}</span>}
    >
      <div ref={rows} class="menu-rows" onKeyDown={(event) => step(event, rows.current)}>
        {menu?.rows.map((row) => (
          <MenuRow key={row.id} title={row.title} detail={row.username} onClick={fill(row)} />
        ))}
        {menu?.rows.length === 0 && <p class="menu-none">{message('menuNone', menu.host)}</p>}
        {menu?.asksForNew === true && (
          <MenuRow
            isMade
            title={message('menuMake')}
            detail={message('menuMakeDetail')}
            onClick={does(() => call('menu.make', { ticket: ticket() }))}
          />
        )}
      </div>
    </Frame>
  );
}

interface MenuRowProps {
  /** It is a password that is to be made. */
  isMade?: boolean;
  title: string;
  detail: string;
  onClick: (event: MouseEvent) => void;
}

function MenuRow({ isMade = false, title, detail, onClick }: MenuRowProps): JSX.Element {
  return (
    <button type="button" class="menu-row" onClick={onClick}>
      {isMade ? <Icon name="again" /> : <Letter of={title} />}
      <span class="menu-names">
        <strong dir="auto">{title}</strong>
        <span class="muted" dir="auto">
          {detail}
        </span>
      </span>
      <span class="menu-do" aria-hidden="true">
        {message('popupFillKey')}
      </span>
    </button>
  );
}

/** Whoever comes into the frame by a key is in its first row; the focus is never taken from the page. */
function useFirstRow(rows: RefObject<HTMLElement | null>, isDrawn: boolean): void {
  useEffect(() => {
    const go = (): void => {
      if (document.hasFocus() && document.activeElement === document.body) rowsIn(rows.current)[0]?.focus();
    };
    go();
    addEventListener('focus', go);
    return () => removeEventListener('focus', go);
  }, [isDrawn]);
}

function rowsIn(list: HTMLElement | null): readonly HTMLElement[] {
  return list ? [...list.querySelectorAll<HTMLElement>('.menu-row')] : [];
}

/** ↓ and ↑ go from row to row. */
function step(event: KeyboardEvent, list: HTMLElement | null): void {
  const by = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
  if (by === 0) return;
  event.preventDefault();
  const all = rowsIn(list);
  const at = all.findIndex((row) => row === document.activeElement);
  all[Math.max(0, Math.min(at + by, all.length - 1))]?.focus();
}
