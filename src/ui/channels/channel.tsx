import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { message } from '../../platform/index.ts';
import { call } from '../../rpc/index.ts';
import type { ChannelLook, ChannelRow } from '../../rpc/index.ts';
import {
  Button,
  Card,
  counted,
  Dialog,
  Failure,
  IconButton,
  isEscape,
  List,
  momentOf,
  Notice,
  RenameDialog,
  Row,
  Screen,
  Secret,
  Segments,
  useAction,
  useQuestion,
  Waiting,
} from '../kit/index.ts';
import { AtStore } from './at-store.tsx';
import { KeysBadge } from './keys-badge.tsx';

interface ChannelProps {
  channel: ChannelRow;
  back: () => void;
}

/** What is to be known of a channel: how its keys stand, its password, and the way out. */
export function Channel({ channel: { id, name }, back }: ChannelProps): JSX.Element {
  const { answer: look, error, again } = useQuestion('channels.look', { id }, ['messages', 'status']);
  const [isRenaming, setRenaming] = useState(false);
  const rename = useAction(async (next: string) => {
    await call('channels.rename', { id, name: next });
    setRenaming(false);
  });
  const leave = (event: KeyboardEvent): void => {
    if (!isEscape(event) || event.defaultPrevented) return;
    event.preventDefault();
    back();
  };
  return (
    <div onKeyDown={leave}>
      <Screen
        head={
          <>
            <IconButton icon="back" label={message('kitBack')} onClick={back} />
            <div class="channel-title">
              <h1>
                <bdi>{look?.name ?? name}</bdi>
              </h1>
              <small class="muted">{look ? counted('channelSeen', look.seen) : message('channelWord')}</small>
            </div>
          </>
        }
        actions={
          <IconButton
            icon="pen"
            label={message('settingsRename', look?.name ?? name)}
            onClick={() => setRenaming(true)}
          />
        }
      >
        {error !== undefined && <Failure error={error} again={again} />}
        {!look && error === undefined && <Waiting />}
        {look && <Known look={look} back={back} />}
        {isRenaming && look && <RenameDialog name={look.name} rename={rename} onClose={() => setRenaming(false)} />}
      </Screen>
    </div>
  );
}

function Known({ look, back }: { look: ChannelLook; back: () => void }): JSX.Element {
  const { id, password } = look;
  const [isShown, show] = useState(false);
  const [isLeaving, setLeaving] = useState(false);
  const keep = useAction((next: ChannelLook['keep']) => call('channels.keep', { id, keep: next }));
  const choices = [
    [3, message('channelKeepThree')],
    [10, message('channelKeepTen')],
    [0, message('channelKeepAll')],
  ] as const;
  return (
    <div class="stack channel-body">
      <Keys look={look} />
      <List title={message('channelHistory')}>
        {look.history.map(({ number, since }, at) => (
          <Row
            key={number}
            icon="key"
            title={at === 0 ? message('channelKeyNow') : message('channelKeyFormer', String(number))}
            detail={message('channelKeySince', momentOf(since))}
          />
        ))}
      </List>
      <div class="line">
        <span class="small" id="channelKeep">
          {message('channelKeep')}
        </span>
        <span class="spring" />
        <Segments
          label={message('channelKeep')}
          segments={choices.map(([value, label]) => ({
            label,
            isCurrent: look.keep === value,
            onChoose: () => void keep.run(value),
          }))}
        />
      </div>
      <small class="muted">{message('channelKeepHint')}</small>
      {keep.error !== undefined && <Failure error={keep.error} />}
      {isShown && (
        <Card title={message('channelPassword')}>
          <Secret text={password} />
        </Card>
      )}
      <div class="actions">
        <Button kind="danger" onClick={() => setLeaving(true)}>
          {message('channelLeave')}
        </Button>
        <Button onClick={() => show(!isShown)}>
          {message(isShown ? 'channelHidePassword' : 'channelShowPassword')}
        </Button>
      </div>
      {isLeaving && <Leave of={look} onClose={() => setLeaving(false)} onLeft={back} />}
    </div>
  );
}

/** New keys by a press; as long as nobody else has them, they can be posted as a text. */
function Keys({ look }: { look: ChannelLook }): JSX.Element {
  const [copied, setCopied] = useState(false);
  const refresh = useAction(async () => {
    setCopied(false);
    await call('channels.refresh', { id: look.id });
  });
  const copy = useAction(async () => {
    const { armored } = await call('channels.keyText', { id: look.id });
    await call('clipboard.copy', { text: armored, lasts: true });
    setCopied(true);
  });
  const failed = refresh.error ?? copy.error;
  return (
    <Card>
      <div class="stack">
        <div class="line">
          <strong>{message('channelKeys')}</strong>
          <span class="spring" />
          <span role="status">
            <KeysBadge of={look} at />
          </span>
        </div>
        <p class="small muted">{message(look.keys === 'pending' ? 'channelPendingText' : 'channelKeysText')}</p>
        <AtStore of={look} />
        {look.untoldAt !== undefined && <Notice>{message('channelUntold', momentOf(look.untoldAt))}</Notice>}
        {copied && <Notice>{message('channelCopied')}</Notice>}
        {failed !== undefined && <Failure error={failed} />}
        <div class="actions">
          <Button
            icon="again"
            busy={refresh.busy}
            disabled={look.keys === 'pending'}
            onClick={() => void refresh.run()}
          >
            {message('channelRefresh')}
          </Button>
          {look.keys === 'pending' && (
            <Button icon="copy" busy={copy.busy} onClick={() => void copy.run()}>
              {message('channelCopy')}
            </Button>
          )}
        </div>
      </div>
    </Card>
  );
}

function Leave({ of, onClose, onLeft }: { of: ChannelLook; onClose: () => void; onLeft: () => void }): JSX.Element {
  const leave = useAction(async () => {
    await call('channels.leave', { id: of.id });
    onLeft();
  });
  return (
    <Dialog
      title={message('channelLeaveTitle', of.name)}
      onClose={onClose}
      actions={
        <>
          <Button autoFocus onClick={onClose}>
            {message('kitCancel')}
          </Button>
          <Button kind="danger" busy={leave.busy} onClick={() => void leave.run()}>
            {message('channelLeave')}
          </Button>
        </>
      }
    >
      <p>{message('channelLeaveText')}</p>
      {leave.error !== undefined && <Failure error={leave.error} />}
    </Dialog>
  );
}
