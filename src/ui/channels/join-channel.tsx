import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { message } from '../../platform/index.ts';
import { call } from '../../rpc/index.ts';
import { Button, codeOf, Failure, PasswordField, sentenceFor, useAction } from '../kit/index.ts';
import { ChannelForm } from './channel-form.tsx';

interface JoinChannelProps {
  /** A text of the channel. */
  armored: string;
  /** Of the page in which it stands; empty: it was pasted. */
  site: string;
  back: () => void;
  onJoined: () => void;
}

/** A channel is joined by any text of it and its chat password, which is typed here and never in a page. */
export function JoinChannel({ armored, site, back, onJoined }: JoinChannelProps): JSX.Element {
  const [password, setPassword] = useState('');
  const join = useAction(async () => {
    await call('channels.join', { armored, name: site === '' ? message('channelWord') : site, password });
    onJoined();
  });
  const isRefused = ['wrong-chat-password', 'chat-password-own'].includes(codeOf(join.error));
  return (
    <ChannelForm
      title={message('channelJoinTitle')}
      submit={message('channelJoin')}
      busy={join.busy}
      disabled={password === ''}
      onSubmit={() => void join.run()}
      back={back}
      beside={<Button onClick={back}>{message('kitCancel')}</Button>}
    >
      <p class="muted">{site === '' ? message('channelJoinTextPasted') : message('channelJoinText', site)}</p>
      <PasswordField
        use="current"
        label={message('channelPassword')}
        value={password}
        error={isRefused ? sentenceFor(join.error) : undefined}
        onInput={(typed) => {
          setPassword(typed);
          join.clear();
        }}
        autoFocus
      />
      <p class="small muted">{message('channelJoinHint')}</p>
      {join.error !== undefined && !isRefused && <Failure error={join.error} />}
    </ChannelForm>
  );
}
