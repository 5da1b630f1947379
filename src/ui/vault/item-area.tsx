import type { JSX } from 'preact';
import { message } from '../../platform/index.ts';
import type { ItemKind } from '../../items/index.ts';
import { Empty, Failure, Waiting } from '../kit/index.ts';
import type { Desk } from './desk.ts';
import { ItemEditor } from './item-editor.tsx';
import type { ListPlace } from './route.ts';
import { TrashedItem } from './trashed-item.tsx';
import { useItem } from './use-item.ts';

interface ItemAreaProps {
  desk: Desk;
  place: ListPlace;
  /** An id, or `new`. */
  item: string;
}

/** The detail pane: an item in whatever state it is. */
export function ItemArea({ desk, place, item }: ItemAreaProps): JSX.Element {
  const [first] = Object.keys(desk.kinds) as [ItemKind];
  const shown = useItem(desk.drafts, item, first);
  switch (shown.kind) {
    case 'loading':
      return <Waiting />;
    case 'failed':
      return (
        <div class="vault-note">
          <Failure error={shown.error} again={shown.again} />
        </div>
      );
    case 'gone':
      return (
        <Empty icon="trash" title={message('vaultGoneTitle')}>
          <p>{message('vaultGoneText')}</p>
        </Empty>
      );
    case 'trashed':
      return <TrashedItem key={shown.view.id} desk={desk} view={shown.view} place={place} />;
    case 'open':
      return <ItemEditor key={shown.key} desk={desk} draft={shown.draft} place={place} item={item} />;
  }
}
