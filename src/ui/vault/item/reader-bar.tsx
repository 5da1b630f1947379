import type { JSX } from 'preact';
import { message } from '../../../platform/index.ts';
import { call } from '../../../rpc/index.ts';
import type { ItemView } from '../../../rpc/index.ts';
import { Button, Failure, IconButton, Menu, useAction } from '../../kit/index.ts';
import type { Draft } from '../draft.ts';
import type { PageState } from '../page-state.ts';
import type { ListPlace } from '../route.ts';

interface ReaderBarProps {
  pageState: PageState;
  draft: Draft;
  view: ItemView;
  place: ListPlace;
  onFavourite: () => void;
}

/** Above an item that is read: what can be done with it. */
export function ReaderBar({ pageState, draft, view, place, onFavourite }: ReaderBarProps): JSX.Element {
  const { id, item } = view;
  const trash = useAction(async () => {
    await call('items.trash', { id });
    pageState.router.go({ place });
    pageState.say(message('vaultTrashed'), () => call('items.restore', { id }));
  });
  return (
    <>
      <div class="vault-bar" role="toolbar" aria-label={message('vaultItemActions')}>
        <span class="vault-back">
          <IconButton icon="back" label={message('vaultBack')} onClick={() => pageState.router.go({ place })} />
        </span>
        <span class="spring" />
        <IconButton
          icon="star"
          label={message('vaultFavourite')}
          pressed={item.favourite}
          filled={item.favourite}
          onClick={onFavourite}
        />
        <Menu
          label={message('vaultMore')}
          items={[{ label: message('vaultTrash'), icon: 'trash', danger: true, onChoose: () => void trash.run() }]}
        />
        <Button
          icon="pen"
          onClick={() => {
            draft.editing.value = true;
          }}
        >
          {message('editBegin')}
        </Button>
      </div>
      {trash.error !== undefined && <Failure error={trash.error} />}
    </>
  );
}
