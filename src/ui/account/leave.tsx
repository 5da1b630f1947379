import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { message } from '../../platform/index.ts';
import type { MessageKey } from '../../platform/index.ts';
import { call } from '../../rpc/index.ts';
import { Button, Dialog, Failure, Field } from '../kit/index.ts';
import { useProvedAction } from '../proof/index.ts';

type Wish = 'signOut' | 'disconnect' | 'delete';

interface Words {
  readonly title: MessageKey;
  readonly text: MessageKey;
  readonly button: MessageKey;
}

const words: Readonly<Record<Wish, Words>> = {
  signOut: { title: 'storeSignOutTitle', text: 'storeSignOutText', button: 'storeSignOut' },
  disconnect: { title: 'storeDisconnectTitle', text: 'storeDisconnectText', button: 'storeDisconnect' },
  delete: { title: 'storeDeleteTitle', text: 'storeDeleteText', button: 'storeDelete' },
};

async function leave(wish: Wish): Promise<unknown> {
  if (wish === 'signOut') return call('account.signOut', {});
  return wish === 'disconnect' ? call('account.disconnect', {}) : call('account.delete', {});
}

interface LeaveProps {
  origin: string;
  /** Whether this browser is signed in: without that, there is nothing to sign out of and nothing to delete. */
  signedIn: boolean;
  onLeft: () => void;
}

/** Three ways to leave a store, from the lightest to the last. The vault stays here in all of them. */
export function Leave({ origin, signedIn, onLeft }: LeaveProps): JSX.Element {
  const [wish, ask] = useState<Wish>();
  const wishes: readonly Wish[] = signedIn ? ['signOut', 'disconnect', 'delete'] : ['disconnect'];
  return (
    <>
      <div class="line store-leave">
        {wishes.map((one) => (
          <Button key={one} kind={one === 'delete' ? 'danger' : 'plain'} onClick={() => ask(one)}>
            {message(words[one].button)}
          </Button>
        ))}
      </div>
      {wish && <Ask wish={wish} host={new URL(origin).host} onLeft={onLeft} onClose={() => ask(undefined)} />}
    </>
  );
}

interface AskProps {
  wish: Wish;
  host: string;
  onLeft: () => void;
  onClose: () => void;
}

/** Deleting takes the store's name typed out: it can't be taken back. */
function Ask({ wish, host, onLeft, onClose }: AskProps): JSX.Element {
  const [typed, setTyped] = useState('');
  const go = useProvedAction(async () => {
    await leave(wish);
    onClose();
    onLeft();
  }, true);
  const isMeant = wish !== 'delete' || typed.trim().toLowerCase() === host;
  const send = (event: Event): void => {
    event.preventDefault();
    if (isMeant) void go.run();
  };
  return (
    <>
      <Dialog
        title={message(words[wish].title)}
        onClose={onClose}
        onSubmit={send}
        actions={
          <>
            <Button onClick={onClose}>{message('kitCancel')}</Button>
            <Button kind={wish === 'signOut' ? 'primary' : 'danger'} busy={go.busy} disabled={!isMeant}>
              {message(words[wish].button)}
            </Button>
          </>
        }
      >
        <p>{message(words[wish].text)}</p>
        {wish === 'delete' && (
          <Field label={message('storeDeleteType', host)} value={typed} maxLength={300} onInput={setTyped} autoFocus />
        )}
        {go.error !== undefined && <Failure error={go.error} />}
      </Dialog>
      {go.dialog}
    </>
  );
}
