import type { JSX } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { message } from '../../platform/index.ts';
import { call } from '../../rpc/index.ts';
import type { EntryState } from '../../rpc/index.ts';
import { Button, Onward, PasswordField, sentenceFor, useAction, Waiting } from '../kit/index.ts';

interface SecretStepProps {
  ticket: string;
  /** As typed before; empty when this window was loaded anew since. */
  password: string;
  onState: (state: EntryState) => void;
  onBack: () => void;
}

/** A key as second factor says nothing about the password, which has to come once more to open what is there. */
export function SecretStep({ ticket, password: typed, onState, onBack }: SecretStepProps): JSX.Element {
  const [password, setPassword] = useState('');
  const send = useAction(async (secret: string) => onState(await call('signin.secret', { ticket, password: secret })));
  useEffect(() => {
    if (typed !== '') void send.run(typed);
  }, []);
  if (typed !== '' && send.error === undefined) return <Waiting />;
  const submit = (event: Event): void => {
    event.preventDefault();
    if (password !== '') void send.run(password);
  };
  return (
    <form class="stack" onSubmit={submit}>
      <PasswordField
        use="current"
        label={message('unlockPassword')}
        hint={message('storeSecretHint')}
        value={password}
        onInput={(value) => {
          setPassword(value);
          send.clear();
        }}
        autoFocus
        error={send.error === undefined ? undefined : sentenceFor(send.error)}
      />
      <Button big wide kind="primary" busy={send.busy}>
        {message('unlockNow')}
      </Button>
      <Onward back={onBack} />
    </form>
  );
}
