import type { JSX } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { message } from '../../platform/index.ts';
import { call } from '../../rpc/index.ts';
import { Button, Notice, unserved } from '../kit/index.ts';

interface NotPutProps {
  armored: string;
  /** The editor takes nothing but a person's own pasting: then it is copied without being asked for. */
  byHand: boolean;
  back: () => void;
}

/** The field did not take the text: the armored text to copy, and the way back to what was typed. */
export function NotPut({ armored, byHand, back }: NotPutProps): JSX.Element {
  const [outcome, setOutcome] = useState<'copied' | 'refused'>();
  const shown = useRef<HTMLTextAreaElement>(null);
  const take = async (): Promise<void> => {
    shown.current?.select();
    await call('clipboard.copy', { text: armored, lasts: true }).then(
      () => setOutcome('copied'),
      () => setOutcome('refused'),
    );
  };
  useEffect(() => {
    if (byHand) void take();
  }, []);
  return (
    <>
      <Notice {...(byHand ? {} : { kind: 'danger' })}>
        <p>{message(byHand ? 'composeByHand' : 'composeNotPut')}</p>
        <div class="line">
          <Button kind="primary" icon="copy" onClick={() => void take()}>
            {message('composeCopy')}
          </Button>
          <Button onClick={back}>{message('kitTryAgain')}</Button>
        </div>
      </Notice>
      <textarea
        ref={shown}
        class="compose-text mono"
        {...unserved}
        readOnly
        value={armored}
        aria-label={message('composeCopy')}
      />
      {outcome && <Notice>{message(outcome === 'copied' ? 'composeCopied' : 'composeCopyFailed')}</Notice>}
    </>
  );
}
