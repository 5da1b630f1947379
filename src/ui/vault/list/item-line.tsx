import type { JSX } from 'preact';
import { message } from '../../../platform/index.ts';
import type { ItemRow } from '../../../rpc/index.ts';
import { rowViewOf } from '../../items/index.ts';
import { Icon, inDays, longAgo, Star } from '../../kit/index.ts';
import { hashOf } from '../route.ts';
import type { ListPlace } from '../route.ts';

interface LineActions {
  /** The row was pressed to choose it, or everything up to it. */
  readonly onChoose: (index: number, row: ItemRow, upTo: boolean) => void;
  readonly onFocus: (index: number, row: ItemRow) => void;
}

interface ItemLineProps extends LineActions {
  row: ItemRow;
  /** Its place in the list, from 0, and how many there are. */
  index: number;
  total: number;
  place: ListPlace;
  /** It stands beside the list. */
  selected: boolean;
  chosen: boolean;
  /** The one Tab stop of the list. */
  stop: boolean;
  /** The column of times says when it was made. */
  byCreation: boolean;
}

/** An item in a list. A press opens it; one on its drawing, or with Ctrl or Shift, chooses it. */
export function ItemLine(props: ItemLineProps): JSX.Element {
  const { row, index, total, place, selected, chosen, stop, byCreation, onChoose, onFocus } = props;
  const title = row.title.trim() === '' ? message('vaultUntitled') : row.title;
  const press = (event: MouseEvent): void => {
    if (!event.shiftKey && !event.ctrlKey && !event.metaKey) return;
    event.preventDefault();
    onChoose(index, row, event.shiftKey);
  };
  return (
    <li
      class={['row', selected && 'selected', chosen && 'chosen'].filter(Boolean).join(' ')}
      style={{ '--at': index }}
      data-index={index}
      aria-posinset={index + 1}
      aria-setsize={total}
    >
      <button
        type="button"
        class="vault-box"
        role="checkbox"
        aria-checked={chosen}
        aria-label={message('chooseItem', title)}
        tabIndex={-1}
        onMouseDown={(event) => event.preventDefault()}
        onClick={(event) => onChoose(index, row, event.shiftKey)}
      >
        <span class="row-icon">
          <Icon name={rowViewOf(row.kind).icon} />
        </span>
        <span class="vault-check">{chosen && <Icon name="check" />}</span>
      </button>
      <a
        class="row-main"
        href={hashOf({ place, item: row.id })}
        tabIndex={stop ? 0 : -1}
        aria-current={selected || undefined}
        onClick={press}
        onMouseDown={(event) => event.shiftKey && event.preventDefault()}
        onFocus={() => onFocus(index, row)}
      >
        <span class="row-words">
          <span class={row.title.trim() === '' ? 'muted' : undefined}>{title}</span>
          <small>{secondLine(row)}</small>
          <small class="vault-column">{ownWords(row)}</small>
          <small class="vault-column" dir="auto">
            {row.site ?? row.folder ?? ''}
          </small>
          <small class="vault-column">{timeOf(row, byCreation)}</small>
        </span>
        {row.favourite && place !== 'favourites' && <Star label={message('vaultFavourite')} />}
        {chosen && <span class="hidden-text">{message('chooseIsChosen')}</span>}
      </a>
    </li>
  );
}

/** What the column of times says: of what lies in the trash, when it goes. */
function timeOf({ createdAt, updatedAt, goesAt }: ItemRow, byCreation: boolean): string {
  if (goesAt !== undefined && !byCreation) return whenItGoes(goesAt);
  return longAgo(byCreation ? createdAt : updatedAt, Date.now());
}

function whenItGoes(goesAt: number): string {
  return message('vaultGoes', inDays(goesAt, Date.now()));
}

function wordsOf(kind: ItemRow['kind'], detail: string): string {
  return rowViewOf(kind).row?.(detail, message) ?? detail;
}

/** What a column of its own says: what tells it apart, or its kind. */
function ownWords({ kind, detail }: ItemRow): string {
  const words = wordsOf(kind, detail);
  if (kind === 'note') return [message(rowViewOf(kind).name), words].filter(Boolean).join(' · ');
  return words || message(rowViewOf(kind).name);
}

/** What tells it apart; of one that says nothing of itself, its kind and when it was changed. */
function secondLine({ kind, detail, updatedAt, goesAt }: ItemRow): string {
  const view = rowViewOf(kind);
  const words = wordsOf(kind, detail);
  if (goesAt !== undefined) return [whenItGoes(goesAt), words].filter(Boolean).join(' · ');
  if (words !== '' && kind !== 'note') return words;
  return [message(view.name), longAgo(updatedAt, Date.now()), words].filter(Boolean).join(' · ');
}
