import type { JSX } from 'preact';
import { message } from '../../../platform/index.ts';
import type { LikeChoice } from '../../../rpc/index.ts';
import { counted, Notice, useQuestion, written } from '../../kit/index.ts';
import { notFitting } from './fitting.ts';

const MEBIBYTE = 1_048_576;

/** Whether what comes fits at the store, where there is one; nothing where it does. */
export function Room({ id, likeChoice }: { id: string; likeChoice: LikeChoice }): JSX.Element | null {
  const { answer: room } = useQuestion('transfer.room', { id }, []);
  if (room?.at === 'unknown') return <p class="muted">{message('importRoomUnknown')}</p>;
  if (room?.at !== 'store') return null;
  const count = notFitting(room, likeChoice);
  if (count === 0) return <p class="muted">{message('importRoomEnough')}</p>;
  const { items, bytes } = room.left;
  return (
    <Notice kind="danger">
      <p>
        <strong>{counted('importNotFitting', count)}</strong>
      </p>
      <p>{message('importNotFittingText', counted('items', items), written(Math.floor(bytes / MEBIBYTE)))}</p>
    </Notice>
  );
}
