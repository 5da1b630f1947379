import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { message } from '../../../platform/index.ts';
import { call } from '../../../rpc/index.ts';
import type { DeviceView } from '../../../rpc/index.ts';
import {
  Button,
  dateOf,
  Dialog,
  Failure,
  Field,
  IconButton,
  List,
  longAgo,
  Notice,
  Row,
  useAction,
  useQuestion,
  Waiting,
} from '../../kit/index.ts';
import { useProvedAction } from '../../proof/index.ts';
import { Renewal } from './key-renewal.tsx';
import { LostDevices } from './lost-devices.tsx';

function nameOf({ name }: DeviceView): string {
  return name === '' ? message('devicesUnnamed') : name;
}

function detailOf({ firstSeen, lastSeenAt, lastHead, isThis }: DeviceView): string {
  const seen = lastSeenAt === undefined ? [] : [message('devicesSeen', longAgo(lastSeenAt, Date.now()))];
  const head = lastHead === undefined ? [] : [message('devicesState', lastHead)];
  return [message('devicesSince', dateOf(firstSeen)), ...(isThis ? [] : seen), ...head].join(' · ');
}

/** Every browser that can read this vault, by the signed list: renamed, removed, reported lost; and new keys for all. */
export function DeviceSettings(): JSX.Element {
  const { answer: devices, error, again } = useQuestion('devices.list', {}, ['account', 'ways']);
  const [renaming, rename] = useState<DeviceView>();
  const [removing, remove] = useState<DeviceView>();
  const [said, say] = useState<'removed' | 'renewed'>();
  if (!devices) return error === undefined ? <Waiting /> : <Failure error={error} again={again} />;
  return (
    <div class="stack">
      <p class="muted">{message('devicesText')}</p>
      <LostDevices />
      <List title={message('devicesList')} titleHidden>
        {devices.map((device) => (
          <Row
            key={device.id}
            icon="globe"
            title={nameOf(device)}
            mark={device.isThis && <span class="chip">{message('storeSessionThis')}</span>}
            detail={detailOf(device)}
            action={
              <>
                <IconButton
                  icon="pen"
                  label={message('settingsRename', nameOf(device))}
                  onClick={() => rename(device)}
                />
                {!device.isThis && (
                  <IconButton
                    icon="trash"
                    label={message('settingsRemove', nameOf(device))}
                    onClick={() => remove(device)}
                  />
                )}
              </>
            }
          />
        ))}
      </List>
      <div aria-live="polite">
        {said && <Notice icon="check">{message(said === 'removed' ? 'devicesRemoved' : 'devicesRenewed')}</Notice>}
      </div>
      <Renewal onRenewed={() => say('renewed')} />
      {renaming && <Rename device={renaming} onChanged={again} onClose={() => rename(undefined)} />}
      {removing && (
        <Remove
          device={removing}
          onRemoved={() => {
            say('removed');
            again();
          }}
          onClose={() => remove(undefined)}
        />
      )}
    </div>
  );
}

interface RenameProps {
  device: DeviceView;
  onChanged: () => void;
  onClose: () => void;
}

function Rename({ device, onChanged, onClose }: RenameProps): JSX.Element {
  const [name, setName] = useState(device.name);
  const save = useAction(async () => {
    await call('devices.rename', { id: device.id, name: name.trim() });
    onChanged();
    onClose();
  });
  const send = (event: Event): void => {
    event.preventDefault();
    if (name.trim() !== '') void save.run();
  };
  return (
    <Dialog
      title={message('settingsRenameTitle')}
      onClose={onClose}
      onSubmit={send}
      actions={
        <>
          <Button onClick={onClose}>{message('kitCancel')}</Button>
          <Button kind="primary" busy={save.busy} disabled={name.trim() === ''}>
            {message('settingsRenameDo')}
          </Button>
        </>
      }
    >
      <Field label={message('settingsName')} value={name} maxLength={80} onInput={setName} autoFocus />
      {save.error !== undefined && <Failure error={save.error} />}
    </Dialog>
  );
}

interface RemoveProps {
  device: DeviceView;
  onRemoved: () => void;
  onClose: () => void;
}

/** Two answers besides going back: it is put away, or somebody else may have it. */
function Remove({ device, onRemoved, onClose }: RemoveProps): JSX.Element {
  const remove = useProvedAction(async (lost: boolean) => {
    await call('devices.remove', { id: device.id, lost });
    onRemoved();
    onClose();
  }, true);
  return (
    <>
      <Dialog
        title={message('devicesRemoveTitle', nameOf(device))}
        onClose={onClose}
        actions={
          <>
            <Button autoFocus onClick={onClose}>
              {message('kitCancel')}
            </Button>
            <Button kind="danger" busy={remove.busy} onClick={() => void remove.run(true)}>
              {message('devicesLostDo')}
            </Button>
            <Button kind="danger" busy={remove.busy} onClick={() => void remove.run(false)}>
              {message('devicesRemoveDo')}
            </Button>
          </>
        }
      >
        <p>{message('devicesRemoveText')}</p>
        <p class="muted">{message('devicesRemoveKeys')}</p>
        <p class="muted">{message('devicesLostText')}</p>
        {remove.error !== undefined && <Failure error={remove.error} />}
      </Dialog>
      {remove.dialog}
    </>
  );
}
