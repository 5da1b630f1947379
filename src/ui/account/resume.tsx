import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { message } from '../../platform/index.ts';
import { call } from '../../rpc/index.ts';
import { Button, Dialog, Failure } from '../kit/index.ts';
import { useProvedAction } from '../proof/index.ts';

interface ResumeProps {
  /** The store is told to have gone back. What a person is asked stays in front also while the store is tried again meanwhile. */
  isOffered: boolean;
  onResumed: () => void;
}

/** A store that went back to a former state: a person who knows why may publish what is here on top of it. */
export function Resume({ isOffered, onResumed }: ResumeProps): JSX.Element {
  const [asking, ask] = useState(false);
  const go = useProvedAction(async () => {
    await call('account.resume', {});
    ask(false);
    onResumed();
  });
  const send = (event: Event): void => {
    event.preventDefault();
    void go.run();
  };
  return (
    <>
      {isOffered && (
        <p>
          <Button onClick={() => ask(true)}>{message('storeResume')}</Button>
        </p>
      )}
      {asking && (
        <Dialog
          title={message('storeResumeTitle')}
          onClose={() => ask(false)}
          onSubmit={send}
          actions={
            <>
              <Button onClick={() => ask(false)}>{message('kitCancel')}</Button>
              <Button kind="primary" busy={go.busy}>
                {message('storeResumeDo')}
              </Button>
            </>
          }
        >
          <p>{message('storeResumeText')}</p>
          {go.error !== undefined && <Failure error={go.error} />}
        </Dialog>
      )}
      {go.dialog}
    </>
  );
}
