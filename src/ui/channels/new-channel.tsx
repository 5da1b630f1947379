import type { JSX } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { message } from '../../platform/index.ts';
import { call } from '../../rpc/index.ts';
import {
  Button,
  codeOf,
  Failure,
  Field,
  IconButton,
  Notice,
  PasswordField,
  Secret,
  sentenceFor,
  Segments,
  Switch,
  useAction,
  useQuestion,
} from '../kit/index.ts';
import { ChannelForm } from './channel-form.tsx';

interface NewChannelProps {
  back: () => void;
  onMade: () => void;
}

/** So many words are offered: more than 60 bits. */
const WORDS = { count: 5, separator: '-', capital: false, digit: false } as const;

/** A channel is made by a name, for oneself only, and words that are told to the others by word of mouth. */
export function NewChannel({ back, onMade }: NewChannelProps): JSX.Element {
  const [name, setName] = useState('');
  const [words, setWords] = useState('');
  const [own, setOwn] = useState('');
  const [by, choose] = useState<'words' | 'own' | 'mine'>('words');
  const [atStore, setAtStore] = useState(true);
  const { answer: chat } = useQuestion('chatPassword.read', {}, ['status']);
  const { answer: store } = useQuestion('account.status', {}, ['account']);
  const offer = useAction(async () => {
    const { options } = await call('generator.make', {});
    setWords((await call('generator.make', { options: { ...options, kind: 'words', words: WORDS } })).value);
  });
  useEffect(() => void offer.run(), []);
  const make = useAction(async () => {
    const password = by === 'mine' ? {} : { password: by === 'own' ? own : words };
    await call('channels.make', { name, ...password, atStore: store?.connected === true && atStore });
    onMade();
  });
  const isRefused = ['chat-password-weak', 'chat-password-own'].includes(codeOf(make.error));
  const password = { words, own, mine: undefined }[by];
  const failed = offer.error ?? (isRefused ? undefined : make.error);
  return (
    <ChannelForm
      title={message('channelNew')}
      submit={message('channelMake')}
      busy={make.busy}
      disabled={name.trim() === '' || password === ''}
      onSubmit={() => void make.run()}
      back={back}
      beside={
        <Button onClick={() => choose(by === 'words' ? 'own' : 'words')}>
          {message(by === 'words' ? 'channelOwnPassword' : 'channelTakeWords')}
        </Button>
      }
    >
      <Field label={message('channelName')} value={name} onInput={setName} maxLength={80} autoFocus />
      {chat?.isSet && (
        <Segments
          label={message('channelPassword')}
          segments={[
            { label: message('channelFiveWords'), isCurrent: by === 'words', onChoose: () => choose('words') },
            { label: message('channelMine'), isCurrent: by === 'mine', onChoose: () => choose('mine') },
          ]}
        />
      )}
      {by === 'mine' && <Notice>{message('channelMineText')}</Notice>}
      {by === 'words' && <OfferedWords words={words} others={() => void offer.run()} />}
      {by === 'own' && (
        <PasswordField
          use="new"
          label={message('channelPassword')}
          hint={message('channelOwnHint')}
          value={own}
          error={isRefused ? sentenceFor(make.error) : undefined}
          onInput={(typed) => {
            setOwn(typed);
            make.clear();
          }}
        />
      )}
      {store?.connected && (
        <Switch
          label={message('channelAtStore')}
          detail={message('channelAtStoreHint', new URL(store.origin).host)}
          on={atStore}
          onSwitch={setAtStore}
        />
      )}
      <Notice>{message('channelWarning')}</Notice>
      {failed !== undefined && <Failure error={failed} />}
    </ChannelForm>
  );
}

function OfferedWords({ words, others }: { words: string; others: () => void }): JSX.Element {
  return (
    <div class="channel-offer" role="group" aria-label={message('channelPassword')}>
      <strong class="small">{message('channelPassword')}</strong>
      <div class="line channel-words" aria-live="polite">
        <Secret text={words} />
        <span class="spring" />
        <IconButton icon="again" label={message('channelOthers')} onClick={others} />
      </div>
      <small class="muted">{message('channelWordsHint')}</small>
    </div>
  );
}
