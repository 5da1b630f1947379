import type { JSX } from 'preact';
import { message } from '../../platform/index.ts';
import { call } from '../../rpc/index.ts';
import type { MembersChange } from '../../rpc/index.ts';
import { Button, Dialog, Failure, useAction } from '../kit/index.ts';
import { namesOf } from '../people/index.ts';

/** Who came into a conversation of several, or is no longer in it. */
export function MembersLine({ of }: { of: MembersChange }): JSX.Element {
  return <li class="conversation-line">{linesOf(of).join(' · ')}</li>;
}

function linesOf({ by, added, removed, isLeave }: MembersChange): readonly string[] {
  const who = by === undefined ? undefined : namesOf([{ name: by }]);
  if (isLeave) return [who === undefined ? message('groupYouLeft') : message('groupLeft', who)];
  const [came, went] = [added, removed].map((names) => namesOf(names.map((name) => ({ name }))));
  return [
    ...(came ? [who === undefined ? message('groupYouAdded', came) : message('groupAdded', who, came)] : []),
    ...(went ? [who === undefined ? message('groupYouRemoved', went) : message('groupRemoved', who, went)] : []),
  ];
}

/** Asks before a conversation of several is left. */
export function Leave({ id, onDone }: { id: string; onDone: () => void }): JSX.Element {
  const leave = useAction(async () => {
    await call('conversations.leave', { id });
    onDone();
  });
  return (
    <Dialog
      title={message('groupLeave')}
      onClose={onDone}
      actions={
        <>
          <Button onClick={onDone}>{message('kitCancel')}</Button>
          <Button busy={leave.busy} onClick={() => void leave.run()}>
            {message('groupLeave')}
          </Button>
        </>
      }
    >
      <p>{message('groupLeaveText')}</p>
      {leave.error !== undefined && <Failure error={leave.error} />}
    </Dialog>
  );
}
