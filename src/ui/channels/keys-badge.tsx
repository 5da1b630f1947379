import type { JSX } from 'preact';
import { message } from '../../platform/index.ts';
import type { ChannelRow } from '../../rpc/index.ts';
import { Icon, momentOf } from '../kit/index.ts';

/** How the keys of a channel stand. Not green: that says that somebody was compared. */
export function KeysBadge({ of, at = false }: { of: ChannelRow; at?: boolean }): JSX.Element {
  const isPending = of.keys === 'pending';
  const word = message(isPending ? 'channelPending' : 'channelRefreshed');
  return (
    <span class="chip">
      <Icon name={isPending ? 'clock' : 'check'} />
      {at && !isPending ? `${word} ${momentOf(of.since)}` : word}
    </span>
  );
}
