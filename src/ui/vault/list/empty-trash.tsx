import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { message } from '../../../platform/index.ts';
import { call } from '../../../rpc/index.ts';
import { Button, counted, Dialog, Failure, useAction } from '../../kit/index.ts';
import type { PageState } from '../page-state.ts';

/** Deletes for good what lies in the trash, after a question. */
export function EmptyTrash({
  pageState,
  count,
  searching,
}: {
  pageState: PageState;
  count: number;
  searching: boolean;
}): JSX.Element | null {
  const [asking, ask] = useState(false);
  const empty = useAction(async () => {
    await call('items.emptyTrash', {});
    ask(false);
    pageState.router.go({ place: 'trash' });
    pageState.say(message('vaultTrashEmptied'));
  });
  if (count === 0 || searching) return null;
  return (
    <>
      <Button onClick={() => ask(true)}>{message('vaultEmptyTrash')}</Button>
      {asking && (
        <Dialog
          title={message('vaultEmptyTrashAsk')}
          onClose={() => ask(false)}
          actions={
            <>
              <Button onClick={() => ask(false)}>{message('kitCancel')}</Button>
              <Button kind="danger" busy={empty.busy} onClick={() => void empty.run()}>
                {message('vaultEmptyTrash')}
              </Button>
            </>
          }
        >
          <p>{counted('vaultEmptyTrashWarn', count)}</p>
          {empty.error !== undefined && <Failure error={empty.error} />}
        </Dialog>
      )}
    </>
  );
}
