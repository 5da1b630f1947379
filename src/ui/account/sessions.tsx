import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { message } from '../../platform/index.ts';
import type { MessageKey } from '../../platform/index.ts';
import { call } from '../../rpc/index.ts';
import type { StoreSession } from '../../rpc/index.ts';
import {
  Button,
  codeOf,
  counted,
  Dialog,
  Failure,
  IconButton,
  List,
  longAgo,
  Notice,
  RenameDialog,
  Row,
  useAction,
  useQuestion,
  Waiting,
} from '../kit/index.ts';
import { useProvedAction } from '../proof/index.ts';
import { NotNow } from './not-now.tsx';

const hows: Readonly<Record<StoreSession['how'], MessageKey>> = {
  signup: 'storeHowSignup',
  password: 'storeHowByPassword',
  passkey: 'storeHowByPasskey',
  key: 'storeHowByPhrase',
  link: 'storeHowByLink',
  recovery: 'storeHowByRecovery',
};

function nameOf(session: StoreSession): string {
  return session.name ?? message(session.unreadable ? 'storeSessionUnreadable' : 'storeSessionUnnamed');
}

/** Every browser that is signed in at the store, with what ends it. */
export function Sessions(): JSX.Element {
  const { answer: sessions, error, again } = useQuestion('account.sessions', {}, ['account']);
  const [renaming, rename] = useState<StoreSession>();
  const [ending, end] = useState<StoreSession>();
  const [ended, setEnded] = useState<number>();
  const [leaving, leave] = useState(false);
  const endOthers = useProvedAction(async () => {
    setEnded((await call('account.sessions.endOthers', {})).ended);
    again();
  });
  // What was known before a sign-out is not how things are.
  if (!sessions || codeOf(error) === 'signed-out') {
    return error === undefined ? <Waiting /> : <NotNow error={error} again={again} />;
  }
  const others = sessions.filter((session) => !session.current);
  return (
    <div class="stack wrapping">
      <p class="muted">{message('storeSessionsText')}</p>
      <List title={message('storeSessionsList')} titleHidden>
        {sessions.map((session) => (
          <Row
            key={session.id}
            icon="globe"
            title={nameOf(session)}
            mark={session.current && <span class="chip">{message('storeSessionThis')}</span>}
            detail={`${message(hows[session.how])} · ${message('storeSessionSeen', longAgo(session.lastSeenAt, Date.now()))}`}
            action={
              <>
                <IconButton
                  icon="pen"
                  label={message('settingsRename', nameOf(session))}
                  onClick={() => rename(session)}
                />
                {!session.current && (
                  <IconButton
                    icon="close"
                    label={message('storeSessionEnd', nameOf(session))}
                    onClick={() => end(session)}
                  />
                )}
              </>
            }
          />
        ))}
      </List>
      {ended !== undefined && <Notice icon="check">{counted('storeSessionsEnded', ended)}</Notice>}
      {endOthers.error !== undefined && <Failure error={endOthers.error} />}
      {others.length > 0 && (
        <div class="line">
          <Button kind="danger" busy={endOthers.busy} onClick={() => void endOthers.run()}>
            {message('storeSessionEndOthers')}
          </Button>
          <Button kind="danger" onClick={() => leave(true)}>
            {message('storeSignOutAll')}
          </Button>
        </div>
      )}
      {endOthers.dialog}
      {leaving && <LeaveAll onLeft={again} onClose={() => leave(false)} />}
      {renaming && <Rename session={renaming} onChanged={again} onClose={() => rename(undefined)} />}
      {ending && <End session={ending} onChanged={again} onClose={() => end(undefined)} />}
    </div>
  );
}

interface DialogProps {
  session: StoreSession;
  onChanged: () => void;
  onClose: () => void;
}

function Rename({ session, onChanged, onClose }: DialogProps): JSX.Element {
  const rename = useAction(async (name: string) => {
    await call('account.sessions.rename', { id: session.id, name });
    onChanged();
    onClose();
  });
  return <RenameDialog name={session.name ?? ''} rename={rename} onClose={onClose} />;
}

function End({ session, onChanged, onClose }: DialogProps): JSX.Element {
  const end = useProvedAction(async () => {
    await call('account.sessions.end', { id: session.id });
    onChanged();
    onClose();
  });
  return (
    <Dialog
      title={message('storeSessionEndTitle', nameOf(session))}
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>{message('kitCancel')}</Button>
          <Button kind="danger" busy={end.busy} onClick={() => void end.run()}>
            {message('storeSessionEndDo')}
          </Button>
        </>
      }
    >
      <p>{message('storeSessionEndText')}</p>
      {end.error !== undefined && <Failure error={end.error} />}
      {end.dialog}
    </Dialog>
  );
}

function LeaveAll({ onLeft, onClose }: { onLeft: () => void; onClose: () => void }): JSX.Element {
  const leave = useProvedAction(async () => {
    await call('account.signOutEverywhere', {});
    onLeft();
    onClose();
  });
  return (
    <>
      <Dialog
        title={message('storeSignOutAllTitle')}
        onClose={onClose}
        actions={
          <>
            <Button autoFocus onClick={onClose}>
              {message('kitCancel')}
            </Button>
            <Button kind="danger" busy={leave.busy} onClick={() => void leave.run()}>
              {message('storeSignOutAll')}
            </Button>
          </>
        }
      >
        <p>{message('storeSignOutAllText')}</p>
        {leave.error !== undefined && <Failure error={leave.error} />}
      </Dialog>
      {leave.dialog}
    </>
  );
}
