import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { message } from '../../../../platform/index.ts';
import { call } from '../../../../rpc/index.ts';
import {
  Button,
  Card,
  codeOf,
  Failure,
  Notice,
  PasswordField,
  Secret,
  sentenceFor,
  useAction,
  useQuestion,
  Waiting,
} from '../../../kit/index.ts';
import { useProvedAction } from '../../../proof/index.ts';

/** One password for all chats, for who wants that, with what it means. */
export function ChatPasswordSettings(): JSX.Element {
  const { answer, error, again } = useQuestion('chatPassword.read', {}, ['status']);
  if (!answer) return error === undefined ? <Waiting /> : <Failure error={error} again={again} />;
  return (
    <div class="stack">
      <p class="muted">{message('chatPasswordText')}</p>
      {answer.isSet && <IsSet />}
      <SetForm isSet={answer.isSet} />
    </div>
  );
}

function IsSet(): JSX.Element {
  const [password, setPassword] = useState<string>();
  const show = useAction(async () => setPassword((await call('chatPassword.show', {})).password));
  const end = useProvedAction(() => call('chatPassword.end', {}));
  const failed = show.error ?? end.error;
  return (
    <>
      <Notice icon="check">{message('chatPasswordIsSet')}</Notice>
      {password !== undefined && (
        <Card title={message('channelPassword')}>
          <Secret text={password} />
        </Card>
      )}
      {failed !== undefined && <Failure error={failed} />}
      <div class="actions">
        <Button kind="danger" busy={end.busy} onClick={() => void end.run()}>
          {message('chatPasswordEnd')}
        </Button>
        <Button busy={show.busy} onClick={() => (password === undefined ? void show.run() : setPassword(undefined))}>
          {message(password === undefined ? 'channelShowPassword' : 'channelHidePassword')}
        </Button>
      </div>
      {end.dialog}
    </>
  );
}

function SetForm({ isSet }: { isSet: boolean }): JSX.Element {
  const [typed, type] = useState('');
  const set = useProvedAction(async () => {
    await call('chatPassword.set', { password: typed });
    type('');
  });
  const isRefused = ['chat-password-weak', 'chat-password-own'].includes(codeOf(set.error));
  return (
    <>
      <form
        class="stack"
        onSubmit={(event) => {
          event.preventDefault();
          if (typed !== '') void set.run();
        }}
      >
        <PasswordField
          use="new"
          label={message(isSet ? 'chatPasswordOther' : 'channelPassword')}
          hint={message('channelOwnHint')}
          value={typed}
          error={isRefused ? sentenceFor(set.error) : undefined}
          onInput={(text) => {
            type(text);
            set.clear();
          }}
        />
        {set.error !== undefined && !isRefused && <Failure error={set.error} />}
        <p>
          <Button busy={set.busy} disabled={typed === ''}>
            {message('chatPasswordSet')}
          </Button>
        </p>
      </form>
      {set.dialog}
    </>
  );
}
