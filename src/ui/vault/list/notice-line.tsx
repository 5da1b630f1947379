import type { JSX } from 'preact';
import { message } from '../../../platform/index.ts';
import { ClearedLine } from '../../clipboard/index.ts';
import { Button, Failure, IconButton, useAction } from '../../kit/index.ts';
import type { PageState } from '../page-state.ts';

/** What was just done, and a way to take it back. */
export function NoticeLine({ pageState }: { pageState: PageState }): JSX.Element {
  const notice = pageState.notice.value;
  const undo = useAction(async () => {
    await notice?.undo?.();
    pageState.notice.value = undefined;
  });
  return (
    <>
      <div role="status">
        {notice && (
          <div class="vault-said">
            <span class="spring">{notice.text}</span>
            {notice.undo && (
              <Button kind="quiet" busy={undo.busy} onClick={() => void undo.run()}>
                {message('vaultUndo')}
              </Button>
            )}
            <IconButton
              icon="close"
              label={message('vaultDismiss')}
              onClick={() => {
                pageState.notice.value = undefined;
              }}
            />
          </div>
        )}
        {undo.error !== undefined && <Failure error={undo.error} />}
      </div>
      <ClearedLine class="vault-said" />
    </>
  );
}
