import type { JSX } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { message } from '../../platform/index.ts';
import { Button, Failure, Onward, Waiting } from '../kit/index.ts';
import { FirstStep } from './first-step.tsx';
import { fromStore } from './from-store.ts';
import { Preview } from './preview.tsx';
import { Progress } from './progress.tsx';
import { SecondStep } from './second-step.tsx';
import { SecretStep } from './secret-step.tsx';
import { useEntry } from './use-entry.ts';

interface SignInProps {
  /** Without it: the store of this vault. */
  address?: string;
  /** Only to have deleted what this vault left behind there; or the vault leaves its store for the account there. */
  wish?: 'clears' | 'leaves' | undefined;
  /** The only way that is offered; without it, any. */
  by?: 'password';
  onDone: () => void;
  /** To the step before the first one. Without it this stands in a dialog, which has a way out of its own. */
  onBack?: () => void;
  /** It gets in by another browser, unless it is in. */
  onLink?: (() => void) | undefined;
}

/** The whole way in by a store. The typed password stays in this window's memory until the second factor is given. */
export function SignIn({ address, wish, by, onDone, onBack, onLink }: SignInProps): JSX.Element {
  const { entry, state, error, again, show, accept } = useEntry(address, wish);
  const [password, keep] = useState('');
  const isDone = state.at === 'done';
  useEffect(() => {
    if (!isDone) return;
    keep('');
    onDone();
  }, [isDone]);
  if (error !== undefined) return <Failure error={error} again={again} />;
  if (!entry) return <Waiting />;
  const { ticket, purpose } = entry;
  switch (state.at) {
    case 'signin':
      return (
        <FirstStep
          ticket={ticket}
          purpose={purpose}
          by={by}
          onState={show}
          onPassword={keep}
          onBack={onBack}
          onLink={purpose === 'renew' ? undefined : onLink}
        />
      );
    case 'second':
      return <SecondStep ticket={ticket} factors={state.factors} password={password} onState={show} onBack={again} />;
    case 'secret':
      return <SecretStep ticket={ticket} password={password} onState={show} onBack={again} />;
    case 'pulling':
      return <Progress label={message('storePulling')} done={state.done} total={state.total} />;
    case 'preview':
      return (
        <Preview state={state.state} adds={state.adds} purpose={purpose} accept={accept} onBack={onBack ?? again} />
      );
    case 'failed':
      return (
        <div class="stack">
          <Failure error={fromStore(state.code)} />
          <Onward back={onBack}>
            <Button big kind="primary" autoFocus onClick={again}>
              {message('storeSignInAgain')}
            </Button>
          </Onward>
        </div>
      );
    case 'done':
      return <Waiting />;
  }
}
