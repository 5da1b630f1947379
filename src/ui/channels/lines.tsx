import type { JSX } from 'preact';
import { message } from '../../platform/index.ts';
import type { ChannelRow } from '../../rpc/index.ts';
import { Button, List, Row } from '../kit/index.ts';
import { KeysBadge } from './keys-badge.tsx';

interface ChannelLinesProps {
  rows: readonly ChannelRow[];
  /** Undefined while messages are locked: names stay. */
  show?: (channel: ChannelRow) => void;
  make?: () => void;
}

/** Every channel with the badge of its keys, and the way to a new one. */
export function ChannelLines({ rows, show, make }: ChannelLinesProps): JSX.Element {
  return (
    <>
      {rows.length > 0 && (
        <List title={message('channelsTitle')}>
          {rows.map((row) => (
            <Row
              key={row.id}
              icon="lock"
              title={<bdi>{row.name}</bdi>}
              detail={message('channelWord')}
              mark={<KeysBadge of={row} />}
              {...(show && { onOpen: () => show(row) })}
            />
          ))}
        </List>
      )}
      {make && (
        <div class="popup-notice center">
          <Button kind="quiet" icon="plus" onClick={make}>
            {message('channelNew')}
          </Button>
        </div>
      )}
    </>
  );
}
