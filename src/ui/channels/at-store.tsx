import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { message } from '../../platform/index.ts';
import { call } from '../../rpc/index.ts';
import type { ChannelLook } from '../../rpc/index.ts';
import { Button, Dialog, Failure, useAction, useQuestion } from '../kit/index.ts';

interface AtStoreProps {
  of: ChannelLook;
}

/** Where its keys are announced besides its texts; for a channel that was begun over the page alone, the way there. */
export function AtStore({ of }: AtStoreProps): JSX.Element | null {
  const { answer: account } = useQuestion('account.status', {}, ['account']);
  const [isAsked, ask] = useState(false);
  if (of.store !== undefined) return <p class="small muted">{message('channelStoreText', new URL(of.store).host)}</p>;
  if (!account?.connected) return null;
  return (
    <div>
      <Button kind="quiet" icon="plus" onClick={() => ask(true)}>
        {message('channelAtStore')}
      </Button>
      {isAsked && <Asked id={of.id} store={new URL(account.origin).host} onClose={() => ask(false)} />}
    </div>
  );
}

/** What it means is said before the press: it can't be taken back. */
function Asked({ id, store, onClose }: { id: string; store: string; onClose: () => void }): JSX.Element {
  const announce = useAction(async () => {
    await call('channels.announce', { id });
    onClose();
  });
  return (
    <Dialog
      title={message('channelAnnounceTitle', store)}
      onClose={onClose}
      actions={
        <>
          <Button autoFocus onClick={onClose}>
            {message('kitCancel')}
          </Button>
          <Button kind="primary" busy={announce.busy} onClick={() => void announce.run()}>
            {message('channelAnnounce')}
          </Button>
        </>
      }
    >
      <div class="stack">
        <p>{message('channelAtStoreHint', store)}</p>
        <p>{message('channelAnnounceText')}</p>
        {announce.error !== undefined && <Failure error={announce.error} />}
      </div>
    </Dialog>
  );
}
