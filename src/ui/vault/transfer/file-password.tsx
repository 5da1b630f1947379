import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { message } from '../../../platform/index.ts';
import { Button, Failure, Heading, PasswordField } from '../../kit/index.ts';

interface FilePasswordProps {
  name: string;
  /** Why the last one didn't do. */
  error: unknown;
  /** Bytes, which are wiped once they were used; of the text nothing is kept here. */
  onPassword: (password: Uint8Array<ArrayBuffer>) => void;
  onCancel: () => void;
}

/** Asks for the password that a file was exported under. */
export function FilePassword({ name, error, onPassword, onCancel }: FilePasswordProps): JSX.Element {
  const [password, setPassword] = useState('');
  const send = (event: Event): void => {
    event.preventDefault();
    if (password === '') return;
    setPassword('');
    onPassword(new TextEncoder().encode(password));
  };
  return (
    <form class="stack" onSubmit={send}>
      <p class="muted">{name}</p>
      <Heading arrive>{message('importPasswordTitle')}</Heading>
      <p>{message('importPasswordText')}</p>
      <PasswordField
        use="current"
        label={message('importPasswordLabel')}
        value={password}
        onInput={setPassword}
        autoFocus
      />
      {error !== undefined && password === '' && <Failure error={error} />}
      <div class="actions">
        <Button big onClick={onCancel}>
          {message('kitCancel')}
        </Button>
        <Button kind="primary" big disabled={password === ''}>
          {message('importPasswordOpen')}
        </Button>
      </div>
    </form>
  );
}
