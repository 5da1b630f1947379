import type { JSX, RefObject } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { message } from '../../platform/index.ts';
import { ClearedLine } from '../clipboard/index.ts';
import { Button, Empty, Failure, List, useAction, Waiting } from '../kit/index.ts';
import type { Asked } from '../kit/index.ts';
import { Found } from './found.tsx';
import type { Said } from './found.tsx';

interface ResultsProps {
  asked: Asked<'items.search'>;
  query: string;
  open: (page: string) => void;
  more: () => void;
  /** Where ArrowUp on the first row goes. */
  search: RefObject<HTMLInputElement | null>;
  /** The row that Enter opens: the one with the focus; the first, while that is in the search field. */
  chosen: number;
  choose: (row: number) => void;
}

/** As many rows as fit: the others are drawn once these can be seen. */
const fitting = 12;

async function undo(said: Said): Promise<undefined> {
  await said.undo?.();
}

/** The rows that were found, in each of their states. */
export function Results({ asked, query, open, more, search, chosen, choose }: ResultsProps): JSX.Element {
  const [said, say] = useState<Said>();
  const act = useAction(async (work: () => Promise<Said | undefined>) => say(await work()));
  const { answer, error, again } = asked;
  const [drawn, draw] = useState(fitting);
  const wanted = answer?.rows.length ?? 0;
  useEffect(() => {
    if (wanted > 0) draw(Number.POSITIVE_INFINITY);
  }, [wanted]);
  if (!answer) return error === undefined ? <Waiting /> : <Failure error={error} again={again} />;
  if (answer.total === 0) return query === '' ? <Nothing open={open} /> : <NoneFound query={query} />;
  return (
    <>
      <div
        onKeyDown={(event) => backToSearch(event, search)}
        onFocusIn={(event) => {
          // A row pressed by mouse stays as it is: a button that appears would move the others from under the pointer.
          if (event.target instanceof Element && event.target.matches(':focus-visible')) choose(rowOf(event.target));
        }}
      >
        <List title={message(query === '' ? 'popupRecent' : 'popupFound')}>
          {answer.rows.slice(0, drawn).map((row, index) => (
            <Found key={row.id} row={row} selected={index === chosen} open={open} act={(work) => void act.run(work)} />
          ))}
        </List>
        {answer.total > answer.rows.length && (
          <p class="popup-more">
            <Button kind="quiet" onClick={more}>
              {message('popupMore')}
            </Button>
          </p>
        )}
      </div>
      <div class="popup-said">
        {said && (
          <p class="line" role="status">
            <span class="spring">{said.text}</span>
            {said.undo && (
              <Button kind="quiet" onClick={() => void act.run(() => undo(said))}>
                {message('popupUndo')}
              </Button>
            )}
          </p>
        )}
        <ClearedLine class="line" />
      </div>
      {act.error !== undefined && <Failure error={act.error} />}
    </>
  );
}

function Nothing({ open }: { open: (page: string) => void }): JSX.Element {
  return (
    <Empty icon="note" title={message('popupEmptyTitle')}>
      <p>{message('popupEmptyText')}</p>
      <Button big kind="primary" icon="plus" onClick={() => open('vault.html#new')}>
        {message('popupNew')}
      </Button>
    </Empty>
  );
}

function NoneFound({ query }: { query: string }): JSX.Element {
  return (
    <Empty icon="search" title={message('popupNoneTitle')}>
      <p>{message('popupNoneText', query)}</p>
    </Empty>
  );
}

function rowOf(target: EventTarget | null): number {
  const row = target instanceof Element ? target.closest('.row') : null;
  return row?.parentElement ? [...row.parentElement.children].indexOf(row) : -1;
}

/** The list leaves ArrowUp on its first row to us. */
function backToSearch(event: KeyboardEvent, search: RefObject<HTMLInputElement | null>): void {
  if (event.key !== 'ArrowUp' || rowOf(event.target) !== 0) return;
  event.preventDefault();
  search.current?.focus();
}
