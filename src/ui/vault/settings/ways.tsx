import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { message } from '../../../platform/index.ts';
import { call } from '../../../rpc/index.ts';
import type { Way, WayKind } from '../../../rpc/index.ts';
import {
  Button,
  dateAndTime,
  Dialog,
  Failure,
  IconButton,
  List,
  longAgo,
  RenameDialog,
  Row,
  useQuestion,
  Waiting,
} from '../../kit/index.ts';
import type { Asked } from '../../kit/index.ts';
import { useProvedAction } from '../../proof/index.ts';

/** The ways in of one kind, as they are now. */
export function useWays(kind: WayKind): { ways: readonly Way[] | undefined; asked: Asked<'ways.list'> } {
  const asked = useQuestion('ways.list', {}, ['ways']);
  return { ways: asked.answer?.filter((way) => way.kind === kind), asked };
}

/** What a section shows until its ways are known. */
export function WaysMissing({ asked }: { asked: Asked<'ways.list'> }): JSX.Element {
  return asked.error === undefined ? <Waiting /> : <Failure error={asked.error} again={asked.again} />;
}

export function addedOn(way: Way): string {
  const made = message('settingsAdded', dateAndTime(way.createdAt));
  const added = way.fingerprint === undefined ? made : `${way.fingerprint} · ${made}`;
  const used = way.lastUsedAt;
  return used === undefined ? added : `${added} · ${message('settingsLastUsed', longAgo(used, Date.now()))}`;
}

const icons = { password: 'lock', passkey: 'passkey', phrase: 'phrase' } as const;

interface WayListProps {
  title: string;
  ways: readonly Way[];
  /** What a person loses with it, asked before it is removed. */
  warning: string;
}

/** Ways in that can be renamed and removed. */
export function WayList({ title, ways, warning }: WayListProps): JSX.Element {
  const [renaming, rename] = useState<Way>();
  const [removing, remove] = useState<Way>();
  return (
    <>
      <List title={title} titleHidden>
        {ways.map((way) => (
          <Row
            key={way.id}
            icon={icons[way.kind]}
            title={way.name}
            detail={addedOn(way)}
            action={
              <>
                <IconButton icon="pen" label={message('settingsRename', way.name)} onClick={() => rename(way)} />
                <IconButton icon="trash" label={message('settingsRemove', way.name)} onClick={() => remove(way)} />
              </>
            }
          />
        ))}
      </List>
      {renaming && <Rename way={renaming} onClose={() => rename(undefined)} />}
      {removing && <RemoveDialog way={removing} warning={warning} onClose={() => remove(undefined)} />}
    </>
  );
}

function Rename({ way, onClose }: { way: Way; onClose: () => void }): JSX.Element {
  const rename = useProvedAction(async (name: string) => {
    await call('ways.rename', { id: way.id, name });
    onClose();
  });
  return (
    <>
      <RenameDialog name={way.name} rename={rename} onClose={onClose} />
      {rename.dialog}
    </>
  );
}

interface RemoveDialogProps {
  way: Way;
  warning: string;
  onClose: () => void;
}

function RemoveDialog({ way, warning, onClose }: RemoveDialogProps): JSX.Element {
  const remove = useProvedAction(async () => {
    await call('ways.remove', { id: way.id });
    onClose();
  }, true);
  return (
    <>
      <Dialog
        title={message('settingsRemoveTitle', way.name)}
        onClose={onClose}
        actions={
          <>
            <Button onClick={onClose}>{message('kitCancel')}</Button>
            <Button kind="danger" busy={remove.busy} onClick={() => void remove.run()}>
              {message('settingsRemoveDo')}
            </Button>
          </>
        }
      >
        <p>{warning}</p>
        <p class="muted small">{message('settingsRemoveRotates')}</p>
        {remove.error !== undefined && <Failure error={remove.error} />}
      </Dialog>
      {remove.dialog}
    </>
  );
}
