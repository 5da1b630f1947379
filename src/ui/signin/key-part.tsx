import type { JSX } from 'preact';
import { message } from '../../platform/index.ts';
import type { InputOf } from '../../rpc/index.ts';
import { Button, Failure } from '../kit/index.ts';
import { usePasskey } from '../unlock/index.ts';

interface KeyPartProps {
  wish: InputOf<'passkey.start'>;
  onDone: () => void;
}

/** A security key or passkey as second factor: one press and one touch, in the small window. */
export function KeyPart({ wish, onDone }: KeyPartProps): JSX.Element {
  const passkey = usePasskey(onDone);
  return (
    <>
      <Button
        big
        wide
        kind="primary"
        icon="passkey"
        autoFocus
        busy={passkey.waiting}
        onClick={() => void passkey.start(wish)}
      >
        {message('storeByKey')}
      </Button>
      <div role="status">{passkey.waiting && <p class="muted small center">{message('unlockWaiting')}</p>}</div>
      {passkey.error !== undefined && <Failure error={passkey.error} />}
    </>
  );
}
