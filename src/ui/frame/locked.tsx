import type { JSX } from 'preact';
import { message } from '../../platform/index.ts';
import { call } from '../../rpc/index.ts';
import { Button, useAction } from '../kit/index.ts';

/** Says that Latchkey is locked and opens our own window: a password is never typed inside somebody's page. */
export function Locked({ words }: { words: string }): JSX.Element {
  const unlock = useAction(() => call('unlock.window', {}));
  return (
    <>
      <span role="status">{words}</span>
      <span class="spring" />
      <Button kind="primary" icon="lock" busy={unlock.busy} onClick={() => void unlock.run()}>
        {message('composeUnlock')}
      </Button>
    </>
  );
}
