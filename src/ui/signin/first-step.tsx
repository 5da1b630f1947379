import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { message } from '../../platform/index.ts';
import { call } from '../../rpc/index.ts';
import type { EntryPurpose, EntryState } from '../../rpc/index.ts';
import {
  Button,
  codeOf,
  EmailField,
  Failure,
  isEscape,
  Onward,
  PasswordField,
  sentenceFor,
  useAction,
} from '../kit/index.ts';
import { ByAnswers } from './by-answers.tsx';
import { PhraseForm, usePasskey } from '../unlock/index.ts';

interface FirstStepProps {
  ticket: string;
  purpose: EntryPurpose;
  by: 'password' | undefined;
  onState: (state: EntryState) => void;
  /** The password has to come once more with the second factor. */
  onPassword: (password: string) => void;
  onBack: (() => void) | undefined;
  onLink: (() => void) | undefined;
}

/** What signs in: a passkey by one touch, e-mail and password, or the recovery phrase. Escape comes back from the phrase. */
export function FirstStep(props: FirstStepProps): JSX.Element {
  const { ticket, purpose, by, onState, onPassword, onBack, onLink } = props;
  const [byPhrase, usePhrase] = useState(false);
  const [byAnswers, useAnswers] = useState(false);
  // What follows is told by the happening `store`, and asked for by the entry itself.
  const passkey = usePasskey(() => undefined);
  if (byAnswers) return <ByAnswers ticket={ticket} onState={onState} onBack={() => useAnswers(false)} />;
  if (byPhrase) {
    const open = async (phrase: string): Promise<void> => onState(await call('signin.phrase', { ticket, phrase }));
    const back = (event: KeyboardEvent): void => {
      if (!isEscape(event)) return;
      event.preventDefault();
      event.stopPropagation();
      usePhrase(false);
    };
    return (
      <div class="stack" onKeyDown={back}>
        <PhraseForm open={open} submit={message('storeSignIn')} />
        <Onward back={() => usePhrase(false)} />
      </div>
    );
  }
  if (by === 'password')
    return <PasswordPart ticket={ticket} asksEmail={purpose !== 'renew'} onState={onState} onPassword={onPassword} />;
  return (
    <div class="stack">
      <Button
        big
        wide
        kind="primary"
        icon="passkey"
        busy={passkey.waiting}
        onClick={() => void passkey.start({ purpose: 'signin', entry: ticket })}
      >
        {message('storeWithPasskey')}
      </Button>
      <div role="status">{passkey.waiting && <p class="muted small center">{message('unlockWaiting')}</p>}</div>
      {passkey.error !== undefined && <Failure error={passkey.error} />}
      <p class="muted small center">{message('unlockOr')}</p>
      <PasswordPart
        ticket={ticket}
        asksEmail={purpose !== 'renew'}
        onState={onState}
        onPassword={onPassword}
        beside={
          <Button big onClick={() => usePhrase(true)}>
            {message('unlockWithPhrase')}
          </Button>
        }
      />
      {onLink && (
        <Button big wide icon="qr" onClick={onLink}>
          {message('linkFromBrowser')}
        </Button>
      )}
      {purpose === 'join' && (
        <p class="center">
          <Button kind="quiet" onClick={() => useAnswers(true)}>
            {message('askStart')}
          </Button>
        </p>
      )}
      {onBack && <Onward back={onBack} />}
    </div>
  );
}

interface PasswordPartProps {
  ticket: string;
  asksEmail: boolean;
  onState: (state: EntryState) => void;
  onPassword: (password: string) => void;
  beside?: JSX.Element;
}

function PasswordPart({ ticket, asksEmail, onState, onPassword, beside }: PasswordPartProps): JSX.Element {
  const [email, setEmail] = useState('');
  const [password, setPassword] = useState('');
  const send = useAction(async () => {
    const who = asksEmail ? { email } : {};
    onState(await call('signin.password', { ticket, ...who, password }));
    onPassword(password);
  });
  const isNoAddress = send.error !== undefined && codeOf(send.error) === 'email-address';
  const typed = (set: (value: string) => void) => (value: string) => {
    set(value);
    send.clear();
  };
  const submit = (event: Event): void => {
    event.preventDefault();
    if (password !== '' && (!asksEmail || email.trim() !== '')) void send.run();
  };
  return (
    <form class="stack" onSubmit={submit} noValidate>
      {asksEmail && (
        <EmailField
          value={email}
          onInput={typed(setEmail)}
          error={isNoAddress ? sentenceFor(send.error) : undefined}
          autoFocus
        />
      )}
      <PasswordField
        use="current"
        label={message('unlockPassword')}
        value={password}
        onInput={typed(setPassword)}
        autoFocus={!asksEmail}
      />
      {send.error !== undefined && !isNoAddress && <Failure error={send.error} />}
      <div class="alternatives">
        <Button big busy={send.busy}>
          {message('storeSignIn')}
        </Button>
        {beside}
      </div>
    </form>
  );
}
