import type { JSX } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { message } from '../../platform/index.ts';
import type { StoreProbe, StoreStatus, Way } from '../../rpc/index.ts';
import { Failure, StepPage, useQuestion, Waiting } from '../kit/index.ts';
import { GetIn } from '../link/index.ts';
import { AddressForm, SignIn } from '../signin/index.ts';
import { KnowsLink } from './knows.tsx';
import { SignUp, stepsOf } from './sign-up.tsx';
import { useStore } from './use-store.ts';

export type ConnectWish = 'signup' | 'signin';

interface ConnectProps {
  wish: ConnectWish;
  /** It came to its end, was left, or there is nothing to do. */
  onEnded: () => void;
}

/**
 * From a local vault to one at a store, with a new account or into one that is there already; or, where this browser is
 * signed out, back to its own. Steps of a page of its own.
 */
export function Connect({ wish, onEnded }: ConnectProps): JSX.Element {
  const store = useStore();
  const ways = useQuestion('ways.list', {}, ['ways']);
  // How things stood at the beginning: in the middle of it the vault counts as connected already.
  const first = useRef<StoreStatus | undefined>(undefined);
  first.current ??= store.answer;
  const begun = first.current;
  const isIdle = begun?.connected === true && (wish === 'signup' || !wantsSignIn(begun));
  useEffect(() => {
    if (isIdle) onEnded();
  }, [isIdle]);
  const failed = store.error === undefined ? ways : store;
  if (!begun || isIdle || !ways.answer) {
    return failed.error === undefined ? <Waiting /> : <Failure error={failed.error} again={failed.again} />;
  }
  if (begun.connected) {
    return (
      <StepPage title={message('storeSignInTitle')} text={message('storeJoinAt', begun.origin)}>
        <SignIn onDone={onEnded} onBack={onEnded} />
      </StepPage>
    );
  }
  return <FromHere wish={wish} ways={ways.answer} onEnded={onEnded} />;
}

/** Whether a vault at a store waits for a sign-in. */
export function wantsSignIn({ state }: StoreStatus & { connected: true }): boolean {
  if (state.at === 'connecting') return true;
  return state.at === 'stopped' && (state.code === 'signed-out' || state.code === 'device-cloned');
}

interface FromHereProps extends ConnectProps {
  ways: readonly Way[];
}

/** Of a local vault: which store, and then one or the other. */
function FromHere({ wish, ways, onEnded }: FromHereProps): JSX.Element {
  const [store, find] = useState<StoreProbe>();
  const [linking, link] = useState(false);
  const isNew = wish === 'signup';
  if (!store) {
    return (
      <StepPage
        key="address"
        step={isNew ? { at: 1, of: stepsOf(ways) } : undefined}
        title={message(isNew ? 'storeSignUp' : 'storeSignInTitle')}
        text={message(isNew ? 'storeSignUpText' : 'storeJoinText')}
      >
        <KnowsLink />
        <AddressForm onStore={find} onBack={onEnded} />
      </StepPage>
    );
  }
  const back = (): void => find(undefined);
  if (isNew) return <SignUp store={store} ways={ways} onDone={onEnded} onBack={back} />;
  if (linking) return <GetIn merges address={store.origin} onDone={onEnded} onBack={() => link(false)} />;
  return (
    <StepPage key="signin" title={message('storeSignInTitle')} text={message('storeJoinAt', store.origin)}>
      <SignIn address={store.origin} onDone={onEnded} onBack={back} onLink={() => link(true)} />
    </StepPage>
  );
}
