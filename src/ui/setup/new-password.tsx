import type { JSX } from 'preact';
import { useRef, useState } from 'preact/hooks';
import { message } from '../../platform/index.ts';
import type { PasswordEstimate } from '../../platform/index.ts';
import { Button, Failure, Meter, Notice, PasswordField } from '../kit/index.ts';
import { useProvedAction } from '../proof/index.ts';
import { strengthOf, strengthWords, useStrength, weaknessWords } from './strength.ts';

interface NewPasswordProps {
  /** What the button says: what happens with the password. */
  submit: string;
  /** What happens with it; a fresh proof is asked for where the background wants one. */
  onPassword: (password: string) => Promise<unknown>;
  /** It becomes what signs in at the store, if there is one, which wants a fresh sign-in for that. */
  atStore?: boolean;
}

interface Wrong {
  readonly password?: string;
  readonly confirm?: string;
}

/** Choosing a password: its strength while it is typed, and the same once more. A weak one is warned about, not refused. */
export function NewPassword({ submit, onPassword, atStore = false }: NewPasswordProps): JSX.Element {
  const [password, setPassword] = useState('');
  const [confirm, setConfirm] = useState('');
  const [wrong, setWrong] = useState<Wrong>({});
  const estimate = useStrength(password);
  const fields = [useRef<HTMLInputElement>(null), useRef<HTMLInputElement>(null)] as const;
  const save = useProvedAction(async () => {
    await onPassword(password);
    setPassword('');
    setConfirm('');
  }, atStore);
  const weak = estimate !== undefined && strengthOf(estimate.guesses) === 'weak';

  const send = (event: Event): void => {
    event.preventDefault();
    const found = check(password, confirm);
    setWrong(found);
    if (found.password) fields[0].current?.focus();
    else if (found.confirm) fields[1].current?.select();
    else void save.run();
  };
  return (
    <form class="stack" onSubmit={send}>
      <PasswordField
        use="new"
        label={message('setupPassword')}
        hint={message('setupPasswordHint')}
        value={password}
        onInput={(value) => {
          setPassword(value);
          setWrong({});
        }}
        error={wrong.password}
        inputRef={fields[0]}
        autoFocus
      />
      <StrengthMeter estimate={estimate} />
      <PasswordField
        use="new"
        label={message('setupConfirm')}
        value={confirm}
        onInput={(value) => {
          setConfirm(value);
          setWrong({});
        }}
        error={wrong.confirm}
        inputRef={fields[1]}
      />
      {weak && (
        <Notice kind="danger">
          <strong>{message('setupWeakTitle')}</strong> {message('setupWeakText')}
        </Notice>
      )}
      {save.error !== undefined && <Failure error={save.error} />}
      <div class="actions">
        <Button big kind={weak ? 'plain' : 'primary'} busy={save.busy}>
          {weak ? message('setupWeakAnyway') : submit}
        </Button>
      </div>
      {save.dialog}
    </form>
  );
}

function check(password: string, confirm: string): Wrong {
  if (password === '') return { password: message('setupPasswordEmpty') };
  return password === confirm ? {} : { confirm: message('setupConfirmDiffers') };
}

/** How strong a password is that somebody types for another place; nothing where nothing is typed. */
export function PasswordStrength({ password }: { password: string }): JSX.Element | null {
  const estimate = useStrength(password);
  return password === '' ? null : <StrengthMeter estimate={estimate} />;
}

function StrengthMeter({ estimate }: { estimate: PasswordEstimate | undefined }): JSX.Element {
  const label = message('setupStrength');
  if (!estimate) return <Meter label={label} value={0} words={message('setupStrengthNone')} />;
  const strength = strengthOf(estimate.guesses);
  const why = estimate.warning && strength !== 'good' ? ` ${message(weaknessWords[estimate.warning])}` : '';
  return (
    <Meter
      label={label}
      value={Math.max(1, estimate.score)}
      words={message(strengthWords[strength]) + why}
      weak={strength === 'weak'}
    />
  );
}
