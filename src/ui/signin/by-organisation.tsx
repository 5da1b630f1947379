import type { JSX } from 'preact';
import { message } from '../../platform/index.ts';
import type { AskingState } from '../../rpc/index.ts';
import { dateAndTime } from '../kit/index.ts';
import { Helped } from './helped.tsx';
import type { HelpedProps } from './helped.tsx';

interface ByOrganisationProps extends Pick<HelpedProps, 'ticket' | 'again' | 'onState' | 'onBack' | 'stop'> {
  state: Extract<AskingState, { at: 'answering' }>;
}

/** The code to be told to the organisation, whether it answered, and, once the wait is over, the way in. */
export function ByOrganisation({ state, ...rest }: ByOrganisationProps): JSX.Element {
  const { code, from, isOpen } = state;
  return (
    <Helped
      {...rest}
      title={message('answeringTitle')}
      text={message('answeringText')}
      code={code}
      canOpen={isOpen && from !== undefined}
      next={nextOf(state)}
    >
      <p>{from === undefined ? message('answeringNone') : message('answeringCame', from)}</p>
    </Helped>
  );
}

function nextOf({ isOpen, from, opensAt, until }: ByOrganisationProps['state']): string {
  if (!isOpen) return message('gatherOpens', dateAndTime(opensAt));
  return from === undefined ? message('answeringIsOpen', dateAndTime(until)) : '';
}
