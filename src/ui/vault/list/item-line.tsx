import type { JSX } from 'preact';
import { message } from '../../../platform/index.ts';
import type { ItemRow } from '../../../rpc/index.ts';
import { viewOf } from '../../items/index.ts';
import { longAgo, Row, Star } from '../../kit/index.ts';
import { hashOf } from '../route.ts';
import type { ListPlace } from '../route.ts';

interface ItemLineProps {
  row: ItemRow;
  place: ListPlace;
  selected: boolean;
}

/** An item in a list. */
export function ItemLine({ row, place, selected }: ItemLineProps): JSX.Element {
  return (
    <Row
      icon={viewOf(row.kind).icon}
      title={row.title.trim() === '' ? <span class="muted">{message('vaultUntitled')}</span> : row.title}
      detail={secondLine(row)}
      href={hashOf({ place, item: row.id })}
      selected={selected}
      mark={row.favourite && place !== 'favourites' && <Star label={message('vaultFavourite')} />}
    />
  );
}

/** What tells it apart; of one that says nothing of itself, its kind and when it was changed. */
function secondLine({ kind, detail, updatedAt, trashedAt }: ItemRow): string {
  const view = viewOf(kind);
  const words = view.row?.(detail, message) ?? detail;
  if (trashedAt !== undefined)
    return [message('vaultTrashedAgo', longAgo(trashedAt, Date.now())), words].filter(Boolean).join(' · ');
  if (words !== '' && kind !== 'note') return words;
  return [message(view.name), longAgo(updatedAt, Date.now()), words].filter(Boolean).join(' · ');
}
