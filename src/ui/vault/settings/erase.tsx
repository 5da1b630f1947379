import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { message } from '../../../platform/index.ts';
import { call } from '../../../rpc/index.ts';
import type { StoreStatus } from '../../../rpc/index.ts';
import { useStore } from '../../account/index.ts';
import { Button, counted, Dialog, Failure, Field, Notice, useQuestion, Waiting } from '../../kit/index.ts';
import { useProvedAction } from '../../proof/index.ts';

/** Everything that is kept here goes from this browser. */
export function EraseSettings(): JSX.Element {
  const { answer: status, error } = useStore();
  const [asking, ask] = useState(false);
  if (!status) return error === undefined ? <Waiting /> : <Failure error={error} />;
  return (
    <div class="stack">
      <p class="muted">{textFor(status)}</p>
      <p>
        <Button kind="danger" icon="trash" onClick={() => ask(true)}>
          {message('eraseTitle')}
        </Button>
      </p>
      {asking && <Ask status={status} onClose={() => ask(false)} />}
    </div>
  );
}

function textFor(status: StoreStatus): string {
  return status.connected ? message('eraseTextStore', new URL(status.origin).host) : message('eraseTextLocal');
}

/** Where something would be lost for good, the name of this browser is typed out. */
function Ask({ status, onClose }: { status: StoreStatus; onClose: () => void }): JSX.Element {
  const { answer: about } = useQuestion('about', {});
  const [typed, setTyped] = useState('');
  const unsent = status.connected ? (status.unsent ?? 0) : 0;
  const isLoss = !status.connected || unsent > 0;
  const name = about?.device ?? '';
  const isMeant = !isLoss || (about !== undefined && typed.trim() === name);
  const erase = useProvedAction(async () => {
    await call('account.eraseBrowser', {});
    // Nothing that this window held may stay in it.
    location.replace('vault.html');
  });
  const send = (event: Event): void => {
    event.preventDefault();
    if (isMeant) void erase.run();
  };
  return (
    <>
      <Dialog
        title={message('eraseAsk')}
        onClose={onClose}
        onSubmit={send}
        actions={
          <>
            <Button autoFocus={!isLoss} onClick={onClose}>
              {message('kitCancel')}
            </Button>
            <Button kind="danger" busy={erase.busy} disabled={!isMeant}>
              {message('eraseDo')}
            </Button>
          </>
        }
      >
        <p>{textFor(status)}</p>
        <p>{message('eraseRest')}</p>
        {unsent > 0 && <Notice kind="danger">{counted('eraseUnsent', unsent)}</Notice>}
        {isLoss && (
          <Field label={message('eraseType', name)} value={typed} maxLength={300} onInput={setTyped} autoFocus />
        )}
        {erase.error !== undefined && <Failure error={erase.error} />}
      </Dialog>
      {erase.dialog}
    </>
  );
}
