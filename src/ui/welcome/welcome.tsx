import type { JSX } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { message } from '../../platform/index.ts';
import { Brand, Failure, Waiting } from '../kit/index.ts';
import { Unlock, useStatus } from '../unlock/index.ts';
import { Intro } from './intro.tsx';
import { Join } from './join.tsx';
import { Page } from './page.tsx';
import { PasskeyStep } from './passkey-step.tsx';
import { PasswordStep } from './password-step.tsx';
import { PhraseStep } from './phrase-step.tsx';
import { SitesStep } from './sites-step.tsx';
import { after, recall, remember, whereToGoOn } from './steps.ts';
import type { Step } from './steps.ts';
import { TryStep } from './try-step.tsx';

/** The welcome page as a whole: finds out where to go on, and shows that step. */
export function Welcome(): JSX.Element {
  const { answer: status, error, again } = useStatus();
  const [step, setStep] = useState<Step>();
  const [joining, join] = useState(false);
  // Whoever has everything back has ways in already: what is left is where it may work here.
  const joined = (): void => {
    join(false);
    goOn('phrase', setStep);
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
      <main>
        {error !== undefined && <Failure error={error} again={again} />}
        {status && step ? (
          joining ? (
            <Join onJoined={joined} onCancel={() => join(false)} />
          ) : hasVault && status.lock === 'locked' && step !== 'try' ? (
            <Page title={message('welcomeLockedTitle')} text={message('welcomeLockedText')}>
              <Unlock bare status={status} onUnlocked={again} />
            </Page>
          ) : (
            <CurrentStep step={step} next={() => goOn(step, setStep)} join={() => join(true)} />
          )
        ) : (
          error === undefined && <Waiting />
        )}
      </main>
    </div>
  );
}

function goOn(step: Step, setStep: (step: Step) => void): void {
  const next = after(step);
  void remember(next);
  setStep(next);
  scrollTo(0, 0);
}

interface StepProps {
  step: Step;
  next: () => void;
  join: () => void;
}

function CurrentStep({ step, next, join }: StepProps): JSX.Element {
  const Part = parts[step];
  return <Part next={next} join={join} />;
}

const parts = {
  intro: Intro,
  password: PasswordStep,
  passkey: PasskeyStep,
  phrase: PhraseStep,
  sites: SitesStep,
  try: TryStep,
} as const;
