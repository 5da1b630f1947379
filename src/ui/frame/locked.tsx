import type { JSX } from 'preact';
import { useEffect } from 'preact/hooks';
import { message } from '../../platform/index.ts';
import { call } from '../../rpc/index.ts';
import { Button, useAction, useQuestion } from '../kit/index.ts';

interface LockedProps {
  /** Only messages are locked, after a while of no use; the rest is open. */
  isMessages: boolean;
  words: string;
  /** The disguise hides us: the frame goes, or says nothing where something typed would be lost with it. */
  onHidden: () => void;
}

/** Says that Latchkey is locked and opens our own window: a password is never typed inside somebody's page. */
export function Locked({ isMessages, words, onHidden }: LockedProps): JSX.Element | null {
  const unlock = useAction(() => call('unlock.window', {}));
  const { answer: status } = useQuestion('status', {}, ['status']);
  const isHidden = status?.isHidden === true;
  useEffect(() => {
    if (isHidden) onHidden();
  }, [isHidden]);
  if (isHidden) return null;
  return (
    <>
      <span role="status">{words}</span>
      <span class="spring" />
      <Button kind="primary" icon="lock" busy={unlock.busy} onClick={() => void unlock.run()}>
        {message(isMessages ? 'popupMessagesUnlock' : 'composeUnlock')}
      </Button>
    </>
  );
}
