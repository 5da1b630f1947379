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
  IconButton,
  LinkButton,
  List,
  longAgo,
  Notice,
  RenameDialog,
  Row,
  useAction,
  useQuestion,
  Waiting,
} from '../../kit/index.ts';
import { useStore } from '../../account/index.ts';
import { hashOf } from '../route.ts';
import { useProvedAction } from '../../proof/index.ts';
import { Renewal } from './key-renewal.tsx';
import { LostDevices } from './lost-devices.tsx';

/** So many of a person's browsers others write to (protocol 8.5). */
const MOST = 8;

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
  const takeOff = useProvedAction(async (id: string) => {
    await call('devices.remove', { id, lost: false });
    say('removed');
    again();
  }, true);
  const connected = useStore().answer?.connected === true;
  if (!devices) return error === undefined ? <Waiting /> : <Failure error={error} again={again} />;
  return (
    <div class="stack wrapping">
      <p class="muted">{message('devicesText')}</p>
      <LostDevices />
      <List title={message('devicesList')} titleHidden>
        {devices.map((device) => (
          <Row
            key={device.id}
            icon="globe"
            title={nameOf(device)}
            mark={<Mark device={device} />}
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
                    label={message(device.hasLeft ? 'devicesLeftDo' : 'settingsRemove', nameOf(device))}
                    disabled={takeOff.busy}
                    onClick={() => (device.hasLeft ? void takeOff.run(device.id) : remove(device))}
                  />
                )}
              </>
            }
          />
        ))}
      </List>
      {devices.length > MOST && <Notice>{message('devicesTooMany')}</Notice>}
      {devices.some(({ hasLeft }) => hasLeft) && <p class="muted">{message('devicesLeftText')}</p>}
      {takeOff.error !== undefined && <Failure error={takeOff.error} />}
      {takeOff.dialog}
      {connected && (
        <p>
          <LinkButton href={hashOf({ place: 'settings', section: 'link' })}>{message('linkSettings')}</LinkButton>
        </p>
      )}
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

function Mark({ device: { isThis, hasLeft } }: { device: DeviceView }): JSX.Element | null {
  const words = isThis ? message('storeSessionThis') : hasLeft && message('devicesLeft');
  return words ? <span class="chip">{words}</span> : null;
}

interface RenameProps {
  device: DeviceView;
  onChanged: () => void;
  onClose: () => void;
}

function Rename({ device, onChanged, onClose }: RenameProps): JSX.Element {
  const rename = useAction(async (name: string) => {
    await call('devices.rename', { id: device.id, name });
    onChanged();
    onClose();
  });
  return <RenameDialog name={device.name} rename={rename} onClose={onClose} />;
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
