import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { message } from '../../platform/index.ts';
import { call } from '../../rpc/index.ts';
import { Button, codeOf, Failure, Heading, PasswordField, sentenceFor, useAction } from '../kit/index.ts';

interface ChatPasswordFormProps {
  onUnlocked: () => void;
  /** Names and times are looked at, and no text. */
  cancel: () => void;
  /** By a way into the vault instead. */
  otherWay: () => void;
}

/** Messages that locked themselves open by the chat password; the rest is open already. */
export function ChatPasswordForm({ onUnlocked, cancel, otherWay }: ChatPasswordFormProps): JSX.Element {
  const [password, setPassword] = useState('');
  const unlock = useAction(async () => {
    await call('unlock.chatPassword', { password });
    onUnlocked();
  });
  const isWrong = codeOf(unlock.error) === 'wrong-chat-password';
  return (
    <form
      class="stack unlock"
      onSubmit={(event) => {
        event.preventDefault();
        void unlock.run();
      }}
    >
      <Heading>{message('chatPasswordLockedTitle')}</Heading>
      <p class="muted">{message('chatPasswordLockedText')}</p>
      <PasswordField
        use="current"
        label={message('channelPassword')}
        value={password}
        error={isWrong ? sentenceFor(unlock.error) : undefined}
        onInput={(typed) => {
          setPassword(typed);
          unlock.clear();
        }}
        autoFocus
      />
      {unlock.error !== undefined && !isWrong && <Failure error={unlock.error} />}
      <div class="actions">
        <Button onClick={cancel}>{message('chatPasswordCancel')}</Button>
        <Button kind="primary" busy={unlock.busy} disabled={password === ''}>
          {message('popupMessagesUnlock')}
        </Button>
      </div>
      <Button kind="quiet" onClick={otherWay}>
        {message('chatPasswordOtherWay')}
      </Button>
    </form>
  );
}
