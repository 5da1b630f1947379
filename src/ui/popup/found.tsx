import type { JSX } from 'preact';
import { message } from '../../platform/index.ts';
import { call } from '../../rpc/index.ts';
import type { ItemRow } from '../../rpc/index.ts';
import { viewOf } from '../items/index.ts';
import { Button, IconButton, longAgo, Menu, Row, Star } from '../kit/index.ts';

/** What was just done to an item, said below the list. */
export interface Said {
  readonly text: string;
  readonly undo?: () => Promise<unknown>;
}

interface FoundProps {
  row: ItemRow;
  /** Enter in the search field opens it. */
  selected: boolean;
  open: (page: string) => void;
  act: (work: () => Promise<Said | undefined>) => void;
}

/** One thing that was found, with what can be done with it. */
export function Found({ row, selected, open, act }: FoundProps): JSX.Element {
  const see = (): void => open(`vault.html#item/${row.id}`);
  const copyText = (): void => act(() => copyItem(row));
  const ago = longAgo(row.updatedAt, Date.now());
  return (
    <Row
      icon={viewOf(row.kind).icon}
      title={row.title}
      mark={row.favourite && <Star label={message('popupFavourite')} />}
      detail={row.detail === '' ? ago : `${ago} · ${row.detail}`}
      selected={selected}
      action={
        selected && (
          <Button kind="primary" onClick={see}>
            {message('popupOpenKey')}
          </Button>
        )
      }
      onOpen={see}
      more={
        <>
          <IconButton icon="copy" label={message('popupCopy')} onClick={copyText} />
          <Menu
            label={message('popupActions', row.title)}
            items={[
              { label: message('popupOpen'), icon: 'open', onChoose: see },
              { label: message('popupCopy'), icon: 'copy', onChoose: copyText },
              { label: message('popupTrash'), icon: 'trash', danger: true, onChoose: () => act(() => trash(row)) },
            ]}
          />
        </>
      }
    />
  );
}

async function copyItem(row: ItemRow): Promise<Said> {
  const { item } = await call('items.read', { id: row.id });
  await call('clipboard.copy', { text: viewOf(item.kind).copied(item), lasts: false });
  return { text: message('popupCopied', row.title) };
}

async function trash(row: ItemRow): Promise<Said> {
  await call('items.trash', { id: row.id });
  return { text: message('popupTrashed', row.title), undo: () => call('items.restore', { id: row.id }) };
}
