import type { JSX } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { message } from '../../platform/index.ts';
import type { CopySettings, ItemRow } from '../../rpc/index.ts';
import { Button, Empty, Failure, List, Waiting } from '../kit/index.ts';
import type { Asked } from '../kit/index.ts';
import { CopyKey } from './copy-key.tsx';
import { CodeRow } from './fill/code-row.tsx';
import type { NextCode } from './fill/code-row.tsx';
import { useFormItems } from './fill/use-form-items.ts';
import { Found } from './found.tsx';
import { NoLogin } from './no-login.tsx';
import type { RowHands } from './row-actions.ts';
import type { PageLogins } from './use-page-logins.ts';

interface ResultsProps {
  asked: Asked<'items.search'>;
  page: PageLogins;
  /** The list can be drawn: it is known what comes above it. */
  isReady: boolean;
  /** The login whose code comes next. */
  codeNext: NextCode | undefined;
  query: string;
  chosenAction: CopySettings['mainAction'];
  hands: RowHands;
  newLogin: () => void;
  /** How many rows of the screen come before these. */
  before: number;
  more: () => void;
  /** The row that Enter opens: the one with the focus; the first, while that is in the search field. */
  chosen: number;
  choose: (row: number) => void;
}

/** As many rows as fit: the others are drawn once these can be seen. */
const fitting = 12;

/** The rows of the page and those that were found, in each of their states. */
export function Results(props: ResultsProps): JSX.Element {
  const { asked, page, isReady, codeNext, query, hands, more, before, chosen, choose, chosenAction, newLogin } = props;
  const { answer, error, again } = asked;
  const [drawn, draw] = useState(fitting);
  const wanted = answer?.rows.length ?? 0;
  useEffect(() => {
    if (wanted > 0) draw(Number.POSITIVE_INFINITY);
  }, [wanted]);
  const ofForm = useFormItems(page.tab);
  if (!answer || !isReady || !ofForm.isKnown)
    return error === undefined ? <Waiting /> : <Failure error={error} again={again} />;
  if (answer.total === 0) return query === '' ? <Nothing newLogin={newLogin} /> : <NoneFound query={query} />;
  const isHome = query === '';
  const site = isHome ? page.answer?.site : undefined;
  const next = isHome ? codeNext : undefined;
  const here = isHome ? (page.answer?.rows ?? []) : [];
  const { card, identity } = isHome ? ofForm : { card: [], identity: [] };
  const [above, below] = ofForm.isLate ? [[], [...card, ...identity]] : [[...card, ...identity], []];
  const first: readonly ItemRow[] = [...here, ...above];
  const rest = answer.rows.filter(({ id }) => !first.some((row) => row.id === id)).slice(0, drawn);
  const all = [...(next ? [undefined] : []), ...first, ...rest, ...below];
  const filled = [...first, ...below];
  const listOf = (title: string, rows: readonly ItemRow[]): JSX.Element | false =>
    rows.length > 0 && (
      <List title={title}>
        {rows.map((row) => (
          <Found
            key={row.id}
            row={row}
            selected={all[chosen - before] === row}
            isOfPage={filled.includes(row)}
            chosenAction={chosenAction}
            hands={hands}
          />
        ))}
      </List>
    );
  const formLists = [listOf(message('popupCardsForForm'), card), listOf(message('popupIdentitiesForForm'), identity)];
  return (
    <div
      onKeyDownCapture={walkOn}
      onFocusIn={(event) => {
        // A row pressed by mouse stays as it is: a button that appears would move the others from under the pointer.
        const row = event.target instanceof Element && event.target.matches(':focus-visible') && rowOf(event.target);
        if (row) choose(rowsAround(row).indexOf(row));
      }}
    >
      <CopyKey row={all[chosen - before]} act={hands.act} />
      {page.error !== undefined && <Failure error={page.error} />}
      {next && <CodeRow next={next} selected={chosen === before} fill={() => hands.fill(next, 'code')} />}
      {listOf(message('popupForSite', site?.host ?? ''), here)}
      {!ofForm.isLate && formLists}
      {first.length === 0 && site && <NoLogin site={site} newLogin={newLogin} act={hands.act} />}
      {listOf(message(isHome ? 'popupRecent' : 'popupFound'), rest)}
      {answer.total > answer.rows.length && (
        <p class="popup-more">
          <Button kind="quiet" onClick={more}>
            {message('popupMore')}
          </Button>
        </p>
      )}
      {ofForm.isLate && formLists}
    </div>
  );
}

function Nothing({ newLogin }: Pick<ResultsProps, 'newLogin'>): JSX.Element {
  return (
    <Empty icon="key" title={message('popupEmptyTitle')}>
      <p>{message('popupEmptyText')}</p>
      <Button big kind="primary" icon="plus" onClick={newLogin}>
        {message('popupNewLogin')}
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

function rowOf(target: EventTarget | null): Element | null {
  return target instanceof Element ? target.closest('.row') : null;
}

/** The rows of all lists of the screen, in their order. */
function rowsAround(row: Element): Element[] {
  return [...(row.closest('main')?.querySelectorAll('.row') ?? [])];
}

/** Each list walks through its own rows; from one to the next, and back to the search field, it is the screen's. */
function walkOn(event: KeyboardEvent): void {
  const row = rowOf(event.target);
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (!row || step === undefined || document.querySelector('[popover]:popover-open')) return;
  const rows = rowsAround(row);
  const at = rows.indexOf(row) + step;
  const next = at < 0 ? document.querySelector('input[type="search"]') : rows[at]?.querySelector('.row-main');
  if (!(next instanceof HTMLElement) || rows[at]?.parentElement === row.parentElement) return;
  event.preventDefault();
  event.stopPropagation();
  next.focus();
}
