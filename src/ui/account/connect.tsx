import type { JSX } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { message } from '../../platform/index.ts';
import type { MessageKey } from '../../platform/index.ts';
import type { StoreProbe, StoreStatus, Way } from '../../rpc/index.ts';
import { call } from '../../rpc/index.ts';
import { Failure, LinkButton, StepPage, useQuestion, Waiting } from '../kit/index.ts';
import { GetIn } from '../link/index.ts';
import { useProvedAction } from '../proof/index.ts';
import { AddressForm, SignIn } from '../signin/index.ts';
import { KnowsLink } from './knows.tsx';
import { FollowMove } from './moved.tsx';
import { SignUp, stepsOf } from './sign-up.tsx';
import { useStore } from './use-store.ts';

const wishes = ['signup', 'signin', 'move', 'into', 'moved'] as const;

/**
 * `into`: the vault leaves its store, and goes into another one that is there already. `moved`: another browser has moved the vault,
 * and this one never heard of it.
 */
export type ConnectWish = (typeof wishes)[number];

export function isConnectWish(text: string | undefined): text is ConnectWish {
  return wishes.some((wish) => wish === text);
}

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
  const isIdle = begun !== undefined && isNothingToDo(begun, wish);
  useEffect(() => {
    if (isIdle) onEnded();
  }, [isIdle]);
  const failed = store.error === undefined ? ways : store;
  if (!begun || isIdle || !ways.answer) {
    return failed.error === undefined ? <Waiting /> : <Failure error={failed.error} again={failed.again} />;
  }
  if (begun.connected && !isElsewhere(wish)) {
    if (begun.moved && !begun.moved.byUs) return <FollowMove to={begun.moved.to} onEnded={onEnded} />;
    return (
      <StepPage title={message('storeSignInTitle')} text={message('storeJoinAt', begun.origin)}>
        <SignIn onDone={onEnded} onBack={onEnded} />
      </StepPage>
    );
  }
  return <FromHere wish={wish} ways={ways.answer} onEnded={onEnded} />;
}

/** Whether it leads to another store than the one of this vault. */
function isElsewhere(wish: ConnectWish): boolean {
  return wish === 'move' || wish === 'into' || wish === 'moved';
}

/** A vault without a store moves nowhere; one that has a store gets no other by a sign-up. */
function isNothingToDo(status: StoreStatus, wish: ConnectWish): boolean {
  if (!status.connected) return isElsewhere(wish);
  if (wish === 'signin') return !wantsSignIn(status) && status.moved === undefined;
  return wish === 'signup';
}

/** Whether the store may be gone, and the vault at another one, where only its person can tell. */
export function mayHaveMoved({ state, moved }: StoreStatus & { connected: true }): boolean {
  if (moved) return false;
  return state.at === 'waiting' || (state.at === 'stopped' && state.code !== 'store-permission');
}

/** Whether a vault at a store waits for a sign-in. */
export function wantsSignIn({ state }: StoreStatus & { connected: true }): boolean {
  if (state.at === 'connecting') return true;
  return state.at === 'stopped' && (state.code === 'signed-out' || state.code === 'device-cloned');
}

const words: Readonly<Record<ConnectWish, { readonly title: MessageKey; readonly text: MessageKey }>> = {
  signup: { title: 'storeSignUp', text: 'storeSignUpText' },
  signin: { title: 'storeSignInTitle', text: 'storeJoinText' },
  move: { title: 'storeMove', text: 'storeMoveText' },
  into: { title: 'storeMoveInto', text: 'storeMoveIntoText' },
  moved: { title: 'storeMovedUnheard', text: 'storeMovedUnheardText' },
};

interface FromHereProps extends ConnectProps {
  ways: readonly Way[];
}

/** Of a local vault, or one that moves: which store, and then one or the other. */
function FromHere({ wish, ways, onEnded }: FromHereProps): JSX.Element {
  const [store, find] = useState<StoreProbe>();
  const [linking, link] = useState(false);
  // Whoever has the vault in an account of theirs reads all of it, so it is asked who it is before anything else.
  const enter = useProvedAction(async (found: StoreProbe) => {
    await call('signin.start', { address: found.origin, ...(wish === 'into' && { leaves: true }) });
    find(found);
  });
  const isMove = wish === 'move';
  const isNew = wish === 'signup' || isMove;
  const goesIn = wish === 'signin' || wish === 'into';
  if (!store) {
    return (
      <StepPage
        key="address"
        step={isNew ? { at: 1, of: stepsOf(ways) } : undefined}
        title={message(words[wish].title)}
        text={message(words[wish].text)}
      >
        {isMove && (
          <p>
            <LinkButton href="#connect/into">{message('storeMoveInto')}</LinkButton>
          </p>
        )}
        <KnowsLink />
        {enter.error !== undefined && <Failure error={enter.error} />}
        <AddressForm onStore={goesIn ? (found) => void enter.run(found) : find} onBack={onEnded} />
        {enter.dialog}
      </StepPage>
    );
  }
  const back = (): void => find(undefined);
  if (isNew) return <SignUp store={store} ways={ways} moves={isMove} onDone={onEnded} onBack={back} />;
  if (linking) return <GetIn merges address={store.origin} onDone={onEnded} onBack={() => link(false)} />;
  return (
    <StepPage key="signin" title={message('storeSignInTitle')} text={message('storeJoinAt', store.origin)}>
      <SignIn
        address={store.origin}
        wish={wish === 'into' ? 'leaves' : undefined}
        onDone={onEnded}
        onBack={back}
        onLink={isElsewhere(wish) ? undefined : () => link(true)}
      />
    </StepPage>
  );
}
