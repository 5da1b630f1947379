import type { JSX } from 'preact';
import { message } from '../../platform/index.ts';
import type { Period } from '../../rpc/index.ts';
import { lasting, Menu } from '../kit/index.ts';

const periods: readonly Period[] = [3_600_000, 86_400_000, 604_800_000, 2_592_000_000, 7_776_000_000];

interface LivesProps {
  /** In milliseconds; undefined: for ever. */
  period: Period | undefined;
  choose: (period: Period | undefined) => void;
}

/** How long what is written is kept, and what an end comes to. */
export function Lives({ period, choose }: LivesProps): JSX.Element {
  const named = (one: Period | undefined): string =>
    one === undefined ? message('composeKept') : message('composeLives', lasting(one));
  return (
    <>
      <div class="compose-aside">
        <Menu
          label={message('composeLivesLabel')}
          face={<span>{named(period)}</span>}
          items={[undefined, ...periods].map((one) => ({ label: named(one), onChoose: () => choose(one) }))}
        />
      </div>
      {period !== undefined && (
        <p class="compose-standing" role="status">
          {message('composeLivesText')}
        </p>
      )}
    </>
  );
}
