import type { JSX } from 'preact';
import { message } from '../../platform/index.ts';
import { Button, Failure, IconButton, useAction } from '../kit/index.ts';
import type { Desk } from './desk.ts';

/** What was just done, and a way to take it back. */
export function SaidLine({ desk }: { desk: Desk }): JSX.Element {
  const said = desk.said.value;
  const undo = useAction(async () => {
    await said?.undo?.();
    desk.said.value = undefined;
  });
  return (
    <div role="status">
      {said && (
        <div class="vault-said">
          <span class="spring">{said.text}</span>
          {said.undo && (
            <Button kind="quiet" busy={undo.busy} onClick={() => void undo.run()}>
              {message('vaultUndo')}
            </Button>
          )}
          <IconButton
            icon="close"
            label={message('vaultDismiss')}
            onClick={() => {
              desk.said.value = undefined;
            }}
          />
        </div>
      )}
      {undo.error !== undefined && <Failure error={undo.error} />}
    </div>
  );
}
