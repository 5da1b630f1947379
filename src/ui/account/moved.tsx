import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { message } from '../../platform/index.ts';
import { call } from '../../rpc/index.ts';
import type { StoreStatus } from '../../rpc/index.ts';
import { Button, codeOf, Failure, LinkButton, Notice, Onward, StepPage, useAction, useQuestion } from '../kit/index.ts';
import { useProvedAction } from '../proof/index.ts';
import { allowStore, SignIn } from '../signin/index.ts';

type Moved = NonNullable<(StoreStatus & { connected: true })['moved']>;

interface MovedNoticeProps {
  moved: Moved;
  /** Nobody knows whether the new account was made: only going on tells. */
  isAsked: boolean;
  again: () => void;
}

/** The account is elsewhere, or on its way: where, and what a person can do. */
export function MovedNotice({ moved: { to, byUs }, isAsked, again }: MovedNoticeProps): JSX.Element {
  const stay = useProvedAction(() => call('account.stay', {}).finally(again), true);
  return (
    <>
      <Notice kind={byUs ? 'info' : 'danger'} icon="alert">
        <p>{message(byUs ? 'storeMovingTo' : 'storeMovedTo', to)}</p>
        <div class="line">
          {byUs ? (
            <LinkButton kind="primary" href="#connect/move">
              {message('storeMoveFinish')}
            </LinkButton>
          ) : (
            <LinkButton kind="primary" href="#connect/signin">
              {message('storeMovedGo')}
            </LinkButton>
          )}
          {byUs && !isAsked && (
            <Button busy={stay.busy} onClick={() => void stay.run()}>
              {message('storeStay')}
            </Button>
          )}
        </div>
        {stay.error !== undefined && <Failure error={stay.error} />}
      </Notice>
      {stay.dialog}
    </>
  );
}

/** Where another browser has moved the account: the browser's permission for that store, then the usual way in. */
export function FollowMove({ to, onEnded }: { to: string; onEnded: () => void }): JSX.Element {
  const [allowed, setAllowed] = useState(false);
  const address = useQuestion('account.address', { address: to });
  const pattern = address.answer?.pattern;
  const go = useAction(async (host: string) => {
    await allowStore(host);
    setAllowed(true);
  });
  if (allowed) {
    return (
      <StepPage key="signin" title={message('storeSignInTitle')} text={message('storeJoinAt', to)}>
        <SignIn address={to} onDone={onEnded} onBack={onEnded} />
      </StepPage>
    );
  }
  return (
    <StepPage key="allow" title={message('storeMovedGo')} text={message('storeMovedTo', to)}>
      {go.error !== undefined && <Failure error={go.error} />}
      <Onward back={onEnded}>
        <Button
          big
          kind="primary"
          autoFocus
          busy={go.busy}
          disabled={pattern === undefined}
          onClick={() => pattern !== undefined && void go.run(pattern)}
        >
          {message('storeGoOn')}
        </Button>
      </Onward>
    </StepPage>
  );
}

/** Whether the store has an account of this vault, from the time before it moved away. Throws why else it would make none. */
export async function isLeftBehind(address: string): Promise<boolean> {
  try {
    await call('account.vacant', { address });
    return false;
  } catch (error) {
    if (codeOf(error) === 'account-exists') return true;
    throw error;
  }
}

interface LeftBehindProps {
  address: string;
  onGone: () => void;
  onBack: () => void;
}

/** Comes back to a store where the account of before lies: that one goes first, and only by a sign-in there. */
export function LeftBehind({ address, onGone, onBack }: LeftBehindProps): JSX.Element {
  const [isSure, setSure] = useState(false);
  if (isSure) {
    return (
      <StepPage key="signin" title={message('storeLeftDelete')} text={message('storeLeftSignIn', address)}>
        <SignIn address={address} wish="clears" onDone={onGone} onBack={() => setSure(false)} />
      </StepPage>
    );
  }
  return (
    <StepPage key="left" title={message('storeLeftTitle')} text={message('storeLeftText', address)}>
      <Onward back={onBack}>
        <Button big kind="danger" autoFocus onClick={() => setSure(true)}>
          {message('storeLeftDelete')}
        </Button>
      </Onward>
    </StepPage>
  );
}
