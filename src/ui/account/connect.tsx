import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { message } from '../../platform/index.ts';
import type { StoreProbe } from '../../rpc/index.ts';
import { Button, Failure } from '../kit/index.ts';
import { AddressForm, SignIn } from '../signin/index.ts';
import { KnowsLink } from './knows.tsx';
import { SignUp } from './sign-up.tsx';

type Step =
  | { readonly at: 'asked' }
  | { readonly at: 'address'; readonly wish: Wish }
  | { readonly at: Wish; readonly store: StoreProbe };
type Wish = 'signup' | 'signin';

interface ConnectProps {
  /** A flow was begun, so that this part stays although the vault counts as connected meanwhile. */
  onBegun: () => void;
  /** It came to its end, or was left. */
  onEnded: () => void;
}

/** From a local vault to one at a store: with a new account, or into one that is there already. */
export function Connect({ onBegun, onEnded }: ConnectProps): JSX.Element {
  const [step, go] = useState<Step>({ at: 'asked' });
  const begin = (wish: Wish): void => {
    onBegun();
    go({ at: 'address', wish });
  };
  const end = (): void => {
    go({ at: 'asked' });
    onEnded();
  };
  switch (step.at) {
    case 'asked':
      return (
        <div class="stack">
          <p class="muted">{message('storeNone')}</p>
          <KnowsLink />
          <div class="line">
            <Button icon="plus" onClick={() => begin('signup')}>
              {message('storeSignUp')}
            </Button>
            <Button icon="key" onClick={() => begin('signin')}>
              {message('storeHaveAccount')}
            </Button>
          </div>
        </div>
      );
    case 'address':
      return <AddressForm onStore={(store) => go({ at: step.wish, store })} onCancel={end} />;
    case 'signin':
      return (
        <div class="stack">
          <StoreIs store={step.store} />
          <SignIn address={step.store.origin} onDone={end} onCancel={end} />
        </div>
      );
    case 'signup':
      return (
        <div class="stack">
          <StoreIs store={step.store} />
          {step.store.signup === 'closed' ? (
            <>
              <Failure error={{ code: 'signup-closed' }} />
              <div class="actions">
                <Button onClick={end}>{message('kitCancel')}</Button>
              </div>
            </>
          ) : (
            <SignUp store={step.store} onDone={end} onCancel={end} />
          )}
        </div>
      );
  }
}

/** Which store answered: what it calls itself is the address that was called. */
function StoreIs({ store }: { store: StoreProbe }): JSX.Element {
  return <p class="muted small">{message('storeIs', store.origin, store.version)}</p>;
}
