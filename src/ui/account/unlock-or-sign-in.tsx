import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { message } from '../../platform/index.ts';
import type { Status } from '../../rpc/index.ts';
import { Button, Heading } from '../kit/index.ts';
import { GetIn } from '../link/index.ts';
import { SignIn } from '../signin/index.ts';
import { Unlock } from '../unlock/index.ts';
import { useStore } from './use-store.ts';

interface UnlockOrSignInProps {
  status: Status;
  onUnlocked: () => void;
}

/** A locked browser at a store: when the way in that it knew was replaced elsewhere, the store knows the current ones. */
export function UnlockOrSignIn({ status, onUnlocked }: UnlockOrSignInProps): JSX.Element {
  const { answer: store } = useStore();
  const [signingIn, signIn] = useState(false);
  const [linking, link] = useState(false);
  if (linking && store?.connected) {
    return (
      <div class="unlock">
        <GetIn address={store.origin} onDone={onUnlocked} onBack={() => link(false)} />
      </div>
    );
  }
  if (signingIn) {
    return (
      <div class="unlock">
        <Heading arrive>{message('storeSignInTitle')}</Heading>
        <p class="muted">{message('storeSignInLocked')}</p>
        <SignIn onDone={onUnlocked} onBack={() => signIn(false)} onLink={() => link(true)} />
      </div>
    );
  }
  return (
    <>
      <Unlock status={status} onUnlocked={onUnlocked} />
      {store?.connected && (
        <p class="store-instead small muted">
          {message('storeInstead')}{' '}
          <Button kind="quiet" onClick={() => signIn(true)}>
            {message('storeInsteadDo')}
          </Button>
        </p>
      )}
    </>
  );
}
