import type { JSX } from 'preact';
import { message } from '../../platform/index.ts';
import type { TextBreak } from '../../rpc/index.ts';
import { Notice, written } from '../kit/index.ts';

/** A place of a conversation where something didn't come, or doesn't fit. */
export function Break({ of, name }: { of: TextBreak; name: string }): JSX.Element {
  if (of.is === 'forked') {
    return (
      <li>
        <Notice kind="danger">{message('breakForked', name)}</Notice>
      </li>
    );
  }
  const { count, mayCome } = of;
  const missing = count === 1 ? message('breakMissing', name) : message('breakMissingMore', written(count), name);
  return (
    <li class="conversation-line">
      {missing} {message(mayCome ? 'breakMayCome' : 'breakGone')}
    </li>
  );
}
