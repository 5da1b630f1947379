import type { JSX } from 'preact';
import { message } from '../../platform/index.ts';
import { ClearedLine } from '../clipboard/index.ts';
import { Button } from '../kit/index.ts';
import type { Said } from './row-actions.ts';

/** What was just done, and what lies on the clipboard because of it. */
export function SaidLine({ said, undo }: { said: Said | undefined; undo: () => void }): JSX.Element {
  return (
    <div class="popup-said">
      <div role="status">
        {said && said.text !== '' && (
          <p class="line">
            <span class="spring">{said.text}</span>
            {said.undo && (
              <Button kind="quiet" onClick={undo}>
                {message('popupUndo')}
              </Button>
            )}
          </p>
        )}
      </div>
      <ClearedLine class="line" />
    </div>
  );
}
