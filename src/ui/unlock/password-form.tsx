import type { ComponentChildren, JSX } from 'preact';
import { useRef, useState } from 'preact/hooks';
import { message } from '../../platform/index.ts';
import { call } from '../../rpc/index.ts';
import { Button, PasswordField, sentenceFor, useAction } from '../kit/index.ts';

interface PasswordFormProps {
  onUnlocked: () => void;
  /** It stands below a better way, whose button is the primary one. */
  second: boolean;
  /** Further ways, beside its button. */
  beside?: ComponentChildren;
}

/** The master password; asked for only in windows of our own. */
export function PasswordForm({ onUnlocked, second, beside }: PasswordFormProps): JSX.Element {
  const [password, setPassword] = useState('');
  const field = useRef<HTMLInputElement>(null);
  const unlock = useAction(async () => {
    try {
      await call('unlock.password', { password });
    } catch (error) {
      field.current?.select();
      throw error;
    }
    setPassword('');
    onUnlocked();
  });
  const submit = (event: Event): void => {
    event.preventDefault();
    if (password !== '') void unlock.run();
    else field.current?.focus();
  };
  return (
    <form class="stack" onSubmit={submit}>
      <PasswordField
        use="current"
        label={message('unlockPassword')}
        value={password}
        onInput={(value) => {
          setPassword(value);
          unlock.clear();
        }}
        inputRef={field}
        autoFocus
        error={unlock.error === undefined ? undefined : sentenceFor(unlock.error)}
      />
      <div class="alternatives">
        <Button big kind={second ? 'plain' : 'primary'} busy={unlock.busy}>
          {message('unlockNow')}
        </Button>
        {beside}
      </div>
    </form>
  );
}
