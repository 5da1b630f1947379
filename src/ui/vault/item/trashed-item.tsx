import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { message } from '../../../platform/index.ts';
import { call } from '../../../rpc/index.ts';
import type { ItemView } from '../../../rpc/index.ts';
import { Button, dateAndTime, Dialog, Failure, IconButton, inDays, Notice, useAction } from '../../kit/index.ts';
import type { PageState } from '../page-state.ts';
import type { ListPlace } from '../route.ts';

/** An item in the trash: to be read, brought back, or deleted for good. */
export function TrashedItem({
  pageState,
  view,
  place,
}: {
  pageState: PageState;
  view: ItemView;
  place: ListPlace;
}): JSX.Element {
  const [asking, ask] = useState(false);
  const { id, item, trashedAt, goesAt } = view;
  const pane = pageState.kinds[item.kind];
  const restore = useAction(async () => {
    await call('items.restore', { id });
    pageState.say(message('vaultRestored'));
    pageState.router.go({ place: 'all', item: id });
  });
  const remove = useAction(async () => {
    await call('items.delete', { id });
    pageState.say(message('vaultDeleted'));
    pageState.router.go({ place });
  });
  return (
    <article class="vault-note">
      <div class="vault-bar" role="toolbar" aria-label={message('vaultItemActions')}>
        <span class="vault-back">
          <IconButton icon="back" label={message('vaultBack')} onClick={() => pageState.router.go({ place })} />
        </span>
        <span class="spring" />
        <Button kind="danger" onClick={() => ask(true)}>
          {message('vaultDelete')}
        </Button>
        <Button kind="primary" icon="restore" busy={restore.busy} onClick={() => void restore.run()}>
          {message('vaultRestore')}
        </Button>
      </div>
      <Notice icon="trash">
        <p>{message('vaultTrashedSince', dateAndTime(trashedAt ?? view.updatedAt))}</p>
        {goesAt !== undefined && <p>{message('vaultGoesLong', inDays(goesAt, Date.now()))}</p>}
      </Notice>
      {restore.error !== undefined && <Failure error={restore.error} />}
      <h2 class="vault-note-title">{item.title || <span class="muted">{message('vaultUntitled')}</span>}</h2>
      <pane.Reader item={item} />
      {asking && (
        <Dialog
          title={message('vaultDeleteAsk')}
          onClose={() => ask(false)}
          actions={
            <>
              <Button onClick={() => ask(false)}>{message('kitCancel')}</Button>
              <Button kind="danger" busy={remove.busy} onClick={() => void remove.run()}>
                {message('vaultDelete')}
              </Button>
            </>
          }
        >
          <p>{message('vaultDeleteWarn')}</p>
          {remove.error !== undefined && <Failure error={remove.error} />}
        </Dialog>
      )}
    </article>
  );
}
