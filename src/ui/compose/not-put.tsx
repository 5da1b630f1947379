import type { JSX } from 'preact';
import { useRef, useState } from 'preact/hooks';
import { copy, message } from '../../platform/index.ts';
import { Button, Notice } from '../kit/index.ts';

/** The field did not take the text: the armored text to copy, and the way back to what was typed. */
export function NotPut({ armored, back }: { armored: string; back: () => void }): JSX.Element {
  const [outcome, setOutcome] = useState<'copied' | 'refused'>();
  const shown = useRef<HTMLTextAreaElement>(null);
  const take = async (): Promise<void> => {
    shown.current?.select();
    await copy(armored).then(
      () => setOutcome('copied'),
      () => setOutcome('refused'),
    );
  };
  return (
    <>
      <Notice kind="danger">
        <p>{message('composeNotPut')}</p>
        <div class="line">
          <Button kind="primary" icon="copy" onClick={() => void take()}>
            {message('composeCopy')}
          </Button>
          <Button onClick={back}>{message('kitTryAgain')}</Button>
        </div>
      </Notice>
      <textarea ref={shown} class="compose-text mono" readOnly value={armored} aria-label={message('composeCopy')} />
      {outcome && <Notice>{message(outcome === 'copied' ? 'composeCopied' : 'composeCopyFailed')}</Notice>}
    </>
  );
}
