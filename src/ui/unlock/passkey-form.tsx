import type { JSX } from 'preact';
import { message } from '../../platform/index.ts';
import { Button, Failure } from '../kit/index.ts';
import { usePasskey } from './passkey.ts';

/** One press and one touch. The ceremony itself runs in its own small window. */
export function PasskeyForm({ onUnlocked, autoFocus }: { onUnlocked: () => void; autoFocus: boolean }): JSX.Element {
  const passkey = usePasskey(onUnlocked);
  return (
    <div class="stack">
      <Button
        big
        wide
        kind="primary"
        icon="passkey"
        autoFocus={autoFocus}
        onClick={() => void passkey.start({ purpose: 'unlock' })}
      >
        {message('unlockWithPasskey')}
      </Button>
      <div role="status">{passkey.waiting && <p class="muted small center">{message('unlockWaiting')}</p>}</div>
      {passkey.error !== undefined && <Failure error={passkey.error} />}
    </div>
  );
}
