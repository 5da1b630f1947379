import type { JSX } from 'preact';
import { message } from '../../platform/index.ts';
import type { CopySettings, ItemRow } from '../../rpc/index.ts';
import { rowViewOf } from '../items/index.ts';
import { Button, longAgo, Menu, Row, Star } from '../kit/index.ts';
import { mainAction, menuOf } from './row-actions.ts';
import type { RowHands } from './row-actions.ts';

interface FoundProps {
  row: ItemRow;
  /** Enter in the search field does its best action. */
  selected: boolean;
  /** It belongs to the page behind the popup. */
  isOfPage: boolean;
  chosenAction: CopySettings['mainAction'];
  hands: RowHands;
}

/** One thing that was found, with what can be done with it. */
export function Found({ row, selected, isOfPage, chosenAction, hands }: FoundProps): JSX.Element {
  const main = mainAction(row, chosenAction, hands, isOfPage);
  return (
    <Row
      icon={rowViewOf(row.kind).icon}
      title={row.title}
      mark={row.favourite && <Star label={message('popupFavourite')} />}
      detail={detailOf(row)}
      selected={selected}
      action={
        selected && (
          <Button kind="primary" onClick={main.run}>
            {main.label}
          </Button>
        )
      }
      onOpen={main.run}
      more={<Menu label={message('popupActions', row.title)} items={menuOf(row, hands)} />}
    />
  );
}

/** Of a login who one is there, and that it has a code; of others when it was changed and what it says. */
function detailOf(row: ItemRow): string {
  if (row.kind === 'login')
    return [row.detail, row.hasTotp ? message('popupHasCode') : ''].filter((part) => part !== '').join(' · ');
  const ago = longAgo(row.updatedAt, Date.now());
  const says = rowViewOf(row.kind).row?.(row.detail, message) ?? row.detail;
  return says === '' ? ago : `${ago} · ${says}`;
}
