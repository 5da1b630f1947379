import type { JSX, RefObject } from 'preact';
import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { Found, ItemRow } from '../../../rpc/index.ts';
import { isEscape } from '../../kit/index.ts';
import type { PageState } from '../page-state.ts';
import type { ListRoute } from '../route.ts';
import type { Sought } from './choosing.ts';
import { ItemLine } from './item-line.tsx';
import { rowAfterKey } from './list-keys.ts';
import { scrolledTo } from './stretch.ts';
import type { Sight, Stretch } from './stretch.ts';

export interface ItemRowsProps {
  pageState: PageState;
  route: ListRoute;
  sought: Sought;
  found: Found;
  stretch: Stretch;
  look: () => Sight;
  moved: () => void;
  /** What scrolls, and what holds the rows. */
  box: RefObject<HTMLDivElement | null>;
  list: RefObject<HTMLUListElement | null>;
  titleId: string;
}

/** A row, and where it stands. */
interface Placed {
  readonly index: number;
  readonly row: ItemRow;
}

/**
 * The rows of a list, of which only those in sight are drawn. They are one Tab stop: ↑ ↓ Home End and the page keys move,
 * Space chooses, Shift chooses up to there, Ctrl+A all that were found, Escape none.
 */
export function ItemRows(props: ItemRowsProps): JSX.Element {
  const { pageState, route, sought, found, stretch, look, moved, box, list, titleId } = props;
  const { choosing } = pageState;
  const { total, offset, rows } = found;
  /** The row that the keyboard is at: kept while it is out of sight, for it may have the focus. */
  const [here, setHere] = useState<Placed>();
  /** The row to focus as soon as it is there. */
  const wanted = useRef<number | undefined>(undefined);
  const inside = useRef(false);
  const placed = placedRows({ offset, rows }, stretch, here);
  const stop = stopAmong(placed, here, total) ?? placed.find(({ index }) => index >= seenFirst(look()));

  const focus = (): void => list.current?.querySelector<HTMLElement>('.row-main[tabindex="0"]')?.focus();
  useLayoutEffect(() => {
    const active = document.activeElement;
    const free = active === document.body || active === box.current || list.current?.contains(active) === true;
    if (wanted.current !== undefined && free) {
      const row = list.current?.querySelector<HTMLElement>(`[data-index="${String(wanted.current)}"] .row-main`);
      if (row) wanted.current = undefined;
      row?.focus({ preventScroll: true });
    } else if (inside.current && active === document.body) focus();
  });
  const go = (index: number): void => {
    wanted.current = index;
    const sight = look();
    const top = scrolledTo(index, sight);
    if (box.current && top !== sight.top) box.current.scrollTop += top - sight.top;
    // At once: the event of the scroll comes with the next frame, if there is one.
    moved();
    const row = rows[index - offset];
    if (row) setHere({ index, row });
  };
  const choose = (at: Placed, index: number, upTo: boolean): void => {
    if (upTo) void choosing.stretchTo(index, { id: at.row.id, index: at.index }, found, sought);
    else choosing.toggle({ id: at.row.id, index });
    // What is chosen stands beside the list, in place of what is open there.
    if (route.item !== undefined) pageState.router.go({ place: route.place });
  };
  const hear = (event: KeyboardEvent): void => {
    const at = placed.find(({ index }) => String(index) === rowOf(event.target)?.dataset['index']);
    if (!at || event.altKey) return;
    const command = event.ctrlKey || event.metaKey;
    if (isEscape(event) && choosing.chosen.value.size > 0) choosing.none();
    else if (command && event.key.toLowerCase() === 'a') void choosing.all(sought);
    else if (event.key === ' ' && !command) choose(at, at.index, false);
    else {
      const { height, row } = look();
      const to = command ? undefined : rowAfterKey(event.key, at.index, total, Math.floor(height / row));
      if (to === undefined) return;
      go(to);
      if (event.shiftKey) choose(at, to, true);
      else choosing.settle();
    }
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <ul
      ref={list}
      class="vault-long"
      role="list"
      aria-labelledby={titleId}
      style={{ '--rows': total }}
      onKeyDown={hear}
      onFocusIn={() => {
        inside.current = true;
      }}
      onFocusOut={({ relatedTarget }) => {
        // A row that goes away with the focus leaves it to nobody.
        if (relatedTarget) inside.current = false;
      }}
    >
      {placed.map(({ index, row }) => (
        <ItemLine
          key={row.id}
          row={row}
          index={index}
          total={total}
          place={route.place}
          selected={row.id === route.item}
          chosen={choosing.chosen.value.has(row.id)}
          stop={row.id === stop?.row.id}
          byCreation={sought.order === 'created'}
          onFocus={(at, focused) => setHere({ index: at, row: focused })}
          onChoose={(at, pressed, upTo) => {
            choose(upTo ? (here ?? { index: at, row: pressed }) : { index: at, row: pressed }, at, upTo);
            go(at);
          }}
        />
      ))}
    </ul>
  );
}

function rowOf(target: EventTarget | null): HTMLElement | null {
  return target instanceof Element && target.matches('.row-main') ? target.closest<HTMLElement>('.row') : null;
}

/** The row that the keyboard is at, or what stands there now. */
function stopAmong(placed: readonly Placed[], here: Placed | undefined, total: number): Placed | undefined {
  if (!here) return undefined;
  const stands = Math.min(here.index, total - 1);
  return placed.find(({ row }) => row.id === here.row.id) ?? placed.find(({ index }) => index === stands);
}

function seenFirst({ top, row }: Sight): number {
  return Math.ceil(top / row);
}

/** The rows to draw, in their order, and the one that the keyboard is at wherever it stands. */
function placedRows(found: Pick<Found, 'offset' | 'rows'>, { from, to }: Stretch, here: Placed | undefined): Placed[] {
  const all = found.rows.map((row, at) => ({ index: found.offset + at, row }));
  const drawn = all.filter(({ index, row }) => (index >= from && index < to) || row.id === here?.row.id);
  if (!here || drawn.some(({ row }) => row.id === here.row.id)) return drawn;
  // Out of what was asked for: kept only there, where nothing else can stand.
  const isFar = here.index < found.offset || here.index >= found.offset + found.rows.length;
  return isFar ? [...drawn, here].sort((a, b) => a.index - b.index) : drawn;
}
