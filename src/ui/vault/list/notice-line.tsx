import type { JSX } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { message } from '../../../platform/index.ts';
import { ClearedLine } from '../../clipboard/index.ts';
import { Button, Failure, IconButton, useAction } from '../../kit/index.ts';
import type { PageState } from '../page-state.ts';

/** How long what is said briefly stands, in milliseconds. */
const BRIEF = 10_000;

/** What was just done, and a way to take it back. */
export function NoticeLine({ pageState }: { pageState: PageState }): JSX.Element {
  const notice = pageState.notice.value;
  const undo = useAction(async () => {
    await notice?.undo?.();
    pageState.notice.value = undefined;
  });
  const [held, hold] = useState(false);
  useEffect(() => {
    // Whoever is at it gets the time it takes.
    if (!notice?.brief || held || undo.busy) return undefined;
    const timer = setTimeout(() => {
      if (pageState.notice.value === notice) pageState.notice.value = undefined;
    }, BRIEF);
    return () => clearTimeout(timer);
  }, [notice, held, undo.busy]);
  return (
    <>
      <div role="status">
        {notice && (
          <div
            class="vault-said"
            onMouseEnter={() => hold(true)}
            onMouseLeave={() => hold(false)}
            onFocusIn={() => hold(true)}
            onFocusOut={() => hold(false)}
          >
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
