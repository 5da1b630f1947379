import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { message } from '../../platform/index.ts';
import { call } from '../../rpc/index.ts';
import type { AfterView } from '../../rpc/index.ts';
import { AddPassword, useStore } from '../account/index.ts';
import {
  Button,
  Failure,
  LinkButton,
  Notice,
  Onward,
  StepPage,
  useAction,
  useQuestion,
  Waiting,
} from '../kit/index.ts';
import { useProvedAction } from '../proof/index.ts';

type Step = 'begin' | 'password' | 'renew' | 'done';
type Pending = AfterView & { readonly isPending: true };

/** After a way back in: each step says what happens next and how long it takes, and none of them is a dead end. */
export function AfterRecovery(): JSX.Element {
  const { answer, error, again } = useQuestion('recovery.after', {}, ['ways', 'account']);
  const [step, go] = useState<Step>('begin');
  if (step === 'done') return <Done />;
  if (!answer) return error === undefined ? <Waiting /> : <Failure error={error} again={again} />;
  if (!answer.isPending) return <Nothing />;
  if (step === 'begin') return <Begin after={answer} onward={() => go(answer.hasNewPassword ? 'renew' : 'password')} />;
  if (step === 'password') return <Password onBack={() => go('begin')} onward={() => go('renew')} />;
  return <Renew after={answer} onBack={() => go('begin')} onDone={() => go('done')} />;
}

function Nothing(): JSX.Element {
  return (
    <StepPage title={message('afterNothingTitle')} text={message('afterNothingText')}>
      <Onward back={undefined}>
        <ToVault />
      </Onward>
    </StepPage>
  );
}

function ToVault(): JSX.Element {
  return (
    <LinkButton big kind="primary" href="#">
      {message('afterToVault')}
    </LinkButton>
  );
}

function Begin({ after, onward }: { after: Pending; onward: () => void }): JSX.Element {
  const end = useAction(() => call('recovery.after.end', {}));
  return (
    <StepPage step={{ at: 1, of: 3 }} title={message('afterTitle')} text={message('afterText')}>
      <ol class="recovery-steps">
        <li>{message(after.hasNewPassword ? 'afterStepPasswordDone' : 'afterStepPassword')}</li>
        <li>{message('afterStepKeys')}</li>
      </ol>
      <Browsers names={after.browsers} />
      <p class="muted">{message('afterPhraseStays')}</p>
      {end.error !== undefined && <Failure error={end.error} />}
      <Onward back={() => void end.run()} label={message('afterNothingLost')}>
        <Button big kind="primary" onClick={onward}>
          {message('storeGoOn')}
        </Button>
      </Onward>
    </StepPage>
  );
}

/** Both or neither: a password never stands at a store without its second factor. */
function Password({ onBack, onward }: { onBack: () => void; onward: () => void }): JSX.Element {
  const { answer: store } = useStore();
  return (
    <StepPage step={{ at: 2, of: 3 }} title={message('afterPasswordTitle')} text={message('afterPasswordText')}>
      {store?.connected ? <AddPassword origin={store.origin} onAdded={onward} onCancel={onBack} /> : <Waiting />}
      <Onward back={onBack}>
        <Button big onClick={onward}>
          {message('afterKeepPassword')}
        </Button>
      </Onward>
    </StepPage>
  );
}

interface RenewProps {
  after: Pending;
  onBack: () => void;
  onDone: () => void;
}

function Renew({ after: { browsers }, onBack, onDone }: RenewProps): JSX.Element {
  const renew = useProvedAction(async () => {
    await call('recovery.after.renew', {});
    onDone();
  }, true);
  return (
    <StepPage step={{ at: 3, of: 3 }} title={message('afterKeysTitle')} text={message('afterKeysText')}>
      <Browsers names={browsers} />
      <p class="muted">{message('afterComeBack')}</p>
      {renew.error !== undefined && <Failure error={renew.error} />}
      <div role="status">{renew.busy && <p class="small muted">{message('afterKeysBusy')}</p>}</div>
      <Onward back={onBack}>
        <Button big kind="primary" busy={renew.busy} onClick={() => void renew.run()}>
          {message('afterKeysDo')}
        </Button>
      </Onward>
      {renew.dialog}
    </StepPage>
  );
}

function Browsers({ names }: { names: readonly string[] }): JSX.Element | null {
  if (names.length === 0) return null;
  return (
    <p>
      {message('afterBrowsers')} <strong>{names.map((name) => name || message('devicesUnnamed')).join(' · ')}</strong>
    </p>
  );
}

function Done(): JSX.Element {
  return (
    <StepPage title={message('afterDoneTitle')} text={message('afterDoneText')}>
      <Notice>
        <p>{message('afterDonePhrase')}</p>
        <LinkButton href="#settings/phrase">{message('kitPageNew')}</LinkButton>
      </Notice>
      <Onward back={undefined}>
        <ToVault />
      </Onward>
    </StepPage>
  );
}
