import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { message } from '../../platform/index.ts';
import { call } from '../../rpc/index.ts';
import { Button, Dialog, Failure } from '../kit/index.ts';
import { useProvedAction } from '../proof/index.ts';

/** A store that went back to a former state: a person who knows why may publish what is here on top of it. */
export function Resume({ onResumed }: { onResumed: () => void }): JSX.Element {
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
      <Button onClick={() => ask(true)}>{message('storeResume')}</Button>
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
