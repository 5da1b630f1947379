import type { JSX } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { message } from '../../platform/index.ts';
import { Button, Failure, Waiting } from '../kit/index.ts';
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
  onDone: () => void;
  onCancel?: () => void;
}

/** The whole way in by a store. The typed password stays in this window's memory until the second factor is given. */
export function SignIn({ address, onDone, onCancel }: SignInProps): JSX.Element {
  const { entry, state, error, again, show, accept } = useEntry(address);
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
      return <FirstStep ticket={ticket} purpose={purpose} onState={show} onPassword={keep} onCancel={onCancel} />;
    case 'second':
      return <SecondStep ticket={ticket} factors={state.factors} password={password} onState={show} onAgain={again} />;
    case 'secret':
      return <SecretStep ticket={ticket} password={password} onState={show} />;
    case 'pulling':
      return <Progress label={message('storePulling')} done={state.done} total={state.total} />;
    case 'preview':
      return (
        <Preview state={state.state} adds={state.adds} purpose={purpose} accept={accept} onCancel={onCancel ?? again} />
      );
    case 'failed':
      return (
        <div class="stack">
          <Failure error={fromStore(state.code)} />
          <div class="actions">
            {onCancel && (
              <Button big onClick={onCancel}>
                {message('kitCancel')}
              </Button>
            )}
            <Button big kind="primary" autoFocus onClick={again}>
              {message('storeSignInAgain')}
            </Button>
          </div>
        </div>
      );
    case 'done':
      return <Waiting />;
  }
}
