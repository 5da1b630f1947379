import type { JSX } from 'preact';
import { message } from '../../platform/index.ts';
import { call } from '../../rpc/index.ts';
import type { StoreState, StoreStatus } from '../../rpc/index.ts';
import { Button, Failure, LinkButton, Notice, sentenceFor, useAction, useQuestion } from '../kit/index.ts';
import { allowStore, fromStore, Progress } from '../signin/index.ts';
import { canSync } from './attention.ts';
import { wantsSignIn } from './connect.tsx';
import { MovedNotice } from './moved.tsx';
import { Resume } from './resume.tsx';
import { idleWords, unsentWords, waitingWords } from './standing-words.ts';

type Connected = StoreStatus & { connected: true };

/** How things stand with the store, and what a person can do about it. */
export function StoreStanding({ status, again }: { status: Connected; again: () => void }): JSX.Element {
  const { state } = status;
  const sync = useAction(() => call('account.sync', {}).finally(again));
  // What a sync ran into stands in the state already.
  const failed = state.at === 'stopped' || state.at === 'waiting' ? undefined : sync.error;
  return (
    <div class="stack">
      <div role="status">
        <Words status={status} state={state} />
      </div>
      {status.moved && <MovedNotice moved={status.moved} isAsked={state.at === 'connecting'} again={again} />}
      {state.at === 'stopped' && !status.moved && <Stopped code={state.code} status={status} again={again} />}
      <Resume isOffered={state.at === 'stopped' && state.code === 'store-rolled-back'} onResumed={again} />
      {failed !== undefined && <Failure error={failed} />}
      {canSync(state) && (
        <p>
          <Button busy={sync.busy || state.at === 'syncing'} onClick={() => void sync.run()}>
            {message('storeSyncNow')}
          </Button>
        </p>
      )}
    </div>
  );
}

function Words({ status, state }: { status: Connected; state: StoreState }): JSX.Element {
  switch (state.at) {
    case 'connecting':
      return <Notice icon="alert">{message('storeConnecting')}</Notice>;
    case 'locked':
      return <p class="muted">{message('storeLocked')}</p>;
    case 'idle':
      return <Idle words={idleWords(status, state)} />;
    case 'syncing':
      return <Progress label={message('storeSyncing')} done={state.done} total={state.total} />;
    case 'waiting':
      return (
        <Notice icon="clock">
          {waitingWords(status, state).map((words) => (
            <p key={words}>{words}</p>
          ))}
        </Notice>
      );
    case 'stopped':
      return <p class="muted">{unsentWords(status)}</p>;
  }
}

function Idle({ words: [words, unheard] }: { words: readonly string[] }): JSX.Element {
  return (
    <div class="stack tight">
      <p>{words}</p>
      {unheard !== undefined && <Notice icon="clock">{unheard}</Notice>}
    </div>
  );
}

/** Why it stopped, and the one thing that helps. */
function Stopped({ code, status, again }: { code: string; status: Connected; again: () => void }): JSX.Element {
  const address = useQuestion('account.address', { address: status.origin });
  const allow = useAction((pattern: string) => allowStore(pattern).finally(again));
  const pattern = address.answer?.pattern;
  return (
    <Notice kind="danger">
      <p>{sentenceFor(fromStore(code))}</p>
      {wantsSignIn(status) && <LinkButton href="#connect/signin">{message('storeSignInAgain')}</LinkButton>}
      {code === 'store-permission' && pattern !== undefined && (
        <Button busy={allow.busy} onClick={() => void allow.run(pattern)}>
          {message('settingsSitesAllow')}
        </Button>
      )}
    </Notice>
  );
}
