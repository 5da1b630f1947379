import type { JSX } from 'preact';
import { message } from '../../platform/index.ts';
import { call } from '../../rpc/index.ts';
import { Button, Heading, Notice, StepCount } from '../kit/index.ts';
import { NewPassword } from '../setup/index.ts';
import { deviceName } from '../signin/index.ts';
import { countOf } from './page.tsx';
import { TwoKeys } from './two-keys.tsx';

interface PasswordStepProps {
  next: () => void;
  /** The vault is made already: whoever comes back here finds that said. */
  made: boolean;
  /** There is a vault elsewhere that shall be here, too. */
  join: () => void;
}

/** What it is, in three sentences and a picture, and beside it the vault's first way in. */
export function PasswordStep({ next, made, join }: PasswordStepProps): JSX.Element {
  return (
    <div class="step beginning">
      <section class="lede">
        <TwoKeys />
        <Heading>{message('welcomeTitle')}</Heading>
        <p>{message('welcomeWhat')}</p>
        <p>{message('welcomeKeys')}</p>
        <p>{message('welcomeOnly')}</p>
        <p class="muted small">{message('welcomeLocal')}</p>
      </section>
      <section class="card stack">
        <StepCount {...countOf('password')} />
        <h2>{message('welcomePasswordTitle')}</h2>
        {made ? <Made next={next} /> : <Make next={next} join={join} />}
      </section>
    </div>
  );
}

function Made({ next }: { next: () => void }): JSX.Element {
  return (
    <>
      <Notice icon="check">{message('welcomePasswordMade')}</Notice>
      <div class="actions">
        <Button big kind="primary" autoFocus onClick={next}>
          {message('welcomeNext')}
        </Button>
      </div>
    </>
  );
}

function Make({ next, join }: { next: () => void; join: () => void }): JSX.Element {
  const make = async (password: string): Promise<void> => {
    await call('vault.create', { password, deviceName: deviceName(navigator.userAgent) });
    next();
  };
  return (
    <>
      <p class="muted">{message('welcomePasswordText')}</p>
      <NewPassword submit={message('welcomePasswordSubmit')} onPassword={make} />
      <p class="join">
        <Button kind="quiet" onClick={join}>
          {message('welcomeJoin')}
        </Button>
      </p>
    </>
  );
}
