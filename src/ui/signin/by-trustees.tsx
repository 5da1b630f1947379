import type { JSX } from 'preact';
import { message } from '../../platform/index.ts';
import type { AskingState } from '../../rpc/index.ts';
import { dateAndTime, Notice, written } from '../kit/index.ts';
import { Helped } from './helped.tsx';
import type { HelpedProps } from './helped.tsx';

interface ByTrusteesProps extends Pick<HelpedProps, 'ticket' | 'again' | 'onState' | 'onBack' | 'stop'> {
  state: Extract<AskingState, { at: 'gathering' }>;
}

/** The code to be told, whose parts came, and, once they are enough and the wait is over, the way in. */
export function ByTrustees({ state, ...rest }: ByTrusteesProps): JSX.Element {
  const { code, isOpen, isEnough, bad } = state;
  return (
    <Helped
      {...rest}
      title={message('gatherTitle')}
      text={message('gatherText')}
      code={code}
      canOpen={isOpen && isEnough}
      next={nextOf(state)}
    >
      <p>{cameOf(state)}</p>
      {bad.length > 0 && <Notice>{message('gatherBad', bad.join(', '))}</Notice>}
    </Helped>
  );
}

function cameOf({ have, needed, from, isEnough }: ByTrusteesProps['state']): string {
  if (have === 0 || needed === undefined) return message('gatherNone');
  const came = message('gatherHave', written(have), written(needed), from.join(', '));
  return isEnough ? `${came} ${message('gatherEnough')}` : came;
}

function nextOf({ isOpen, isEnough, opensAt, until }: ByTrusteesProps['state']): string {
  if (!isOpen) return message('gatherOpens', dateAndTime(opensAt));
  return isEnough ? '' : message('gatherIsOpen', dateAndTime(until));
}
