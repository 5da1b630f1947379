import type { JSX } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { message } from '../../platform/index.ts';
import type { SitesMode, Status } from '../../rpc/index.ts';
import { Brand, Failure, Waiting } from '../kit/index.ts';
import { Unlock, useStatus } from '../unlock/index.ts';
import { Join } from './join.tsx';
import { Page } from './page.tsx';
import { PasskeyStep } from './passkey-step.tsx';
import { PasswordStep } from './password-step.tsx';
import { PhraseStep } from './phrase-step.tsx';
import { SitesStep } from './sites-step.tsx';
import { after, before, recall, remember, whereToGoOn } from './steps.ts';
import type { Step } from './steps.ts';
import { TryStep } from './try-step.tsx';

/** The welcome page as a whole: finds out where to go on, and shows that step. */
export function Welcome(): JSX.Element {
  const { answer: status, error, again } = useStatus();
  const [step, setStep] = useState<Step>();
  const [joining, join] = useState(false);
  const go = (to: Step): void => {
    void remember(to);
    setStep(to);
    again();
    scrollTo(0, 0);
  };
  // Whoever has everything back has ways in already: what is left is where it may work here.
  const joined = (): void => {
    join(false);
    go('sites');
  };
  const hasVault = status?.vault === 'present';
  useEffect(() => {
    if (status && !step) void recall().then((remembered) => setStep(whereToGoOn(remembered, hasVault)));
  }, [status, step, hasVault]);

  return (
    <div class="welcome">
      <header>
        <Brand />
      </header>
      <main class={step === 'password' && !joining ? 'wide' : undefined}>
        {error !== undefined && <Failure error={error} again={again} />}
        {status && step ? (
          joining ? (
            <Join onJoined={joined} onCancel={() => join(false)} />
          ) : hasVault && status.lock === 'locked' && step !== 'try' ? (
            <Page title={message('welcomeLockedTitle')} text={message('welcomeLockedText')}>
              <Unlock bare status={status} onUnlocked={again} />
            </Page>
          ) : (
            <CurrentStep step={step} status={status} go={go} join={() => join(true)} />
          )
        ) : (
          error === undefined && <Waiting />
        )}
      </main>
    </div>
  );
}

interface StepProps {
  step: Step;
  status: Status;
  go: (step: Step) => void;
  join: () => void;
}

function CurrentStep({ step, status, go, join }: StepProps): JSX.Element {
  // Most people want it on every site: it stands chosen until they have decided. Nothing is asked before they press.
  const [first, setFirst] = useState<SitesMode | undefined>('all');
  const next = (): void => go(after(step));
  const back = (): void => go(before(step) ?? step);
  switch (step) {
    case 'password':
      return <PasswordStep next={next} made={status.vault === 'present'} join={join} />;
    case 'sites':
      return (
        <SitesStep
          first={first}
          back={back}
          next={() => {
            setFirst(undefined);
            next();
          }}
        />
      );
    case 'try':
      return <TryStep back={back} go={go} ways={status.ways.map(({ kind }) => kind)} />;
    case 'passkey':
      return <PasskeyStep next={next} back={back} />;
    case 'phrase':
      return <PhraseStep next={next} back={back} />;
  }
}
