import type { JSX } from 'preact';
import { message } from '../../../platform/index.ts';
import type { ItemKind } from '../../../items/index.ts';
import { Empty, Failure, Waiting } from '../../kit/index.ts';
import type { Draft } from '../draft.ts';
import type { PageState } from '../page-state.ts';
import { ItemEditor } from './item-editor.tsx';
import { ItemForm } from './item-form.tsx';
import { ItemReader } from './item-reader.tsx';
import { LaterItem } from './later-item.tsx';
import type { ListPlace } from '../route.ts';
import { TrashedItem } from './trashed-item.tsx';
import { useItem } from './use-item.ts';

interface ItemAreaProps {
  pageState: PageState;
  place: ListPlace;
  /** An id, or `new`. */
  item: string;
  /** Of a new one. */
  fresh: ItemKind;
  /** Of a new login: the page that it is for. */
  url: string | undefined;
}

/** The detail pane: an item in whatever state it is. */
export function ItemArea({ pageState, place, item, fresh, url }: ItemAreaProps): JSX.Element {
  const shown = useItem(pageState.drafts, item, { kind: fresh, url });
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
    case 'later':
      return <LaterItem key={item} pageState={pageState} id={item} place={place} />;
    case 'trashed':
      return <TrashedItem key={shown.view.id} pageState={pageState} view={shown.view} place={place} />;
    case 'open':
      return <OpenItem key={shown.key} pageState={pageState} draft={shown.draft} place={place} item={item} />;
  }
}

interface OpenItemProps {
  pageState: PageState;
  draft: Draft;
  place: ListPlace;
  item: string;
}

/** Saved by itself, it is always open to be edited; else it is read, until somebody edits it. */
function OpenItem(props: OpenItemProps): JSX.Element {
  const { draft, pageState, place } = props;
  const view = draft.stored.value;
  if (!draft.ready.value) return <Waiting />;
  if (!draft.kind.savedWhenTold) return <ItemEditor {...props} />;
  if (draft.editing.value || view === undefined) return <ItemForm {...props} />;
  return <ItemReader pageState={pageState} draft={draft} view={view} place={place} />;
}
