import type { JSX } from 'preact';
import { message } from '../../platform/index.ts';
import { call } from '../../rpc/index.ts';
import type { AskingState, EntryState } from '../../rpc/index.ts';
import type { Action } from '../kit/index.ts';
import { Button, dateAndTime, Failure, Heading, Notice, Onward, useAction, written } from '../kit/index.ts';

interface ByTrusteesProps {
  ticket: string;
  state: Extract<AskingState, { at: 'gathering' }>;
  again: () => void;
  onState: (state: EntryState) => void;
  onBack: () => void;
  /** Ends the recovery. */
  stop: Action<[]>;
}

/** The code to be told, whose parts came, and, once they are enough and the wait is over, the way in. */
export function ByTrustees({ ticket, state, again, onState, onBack, stop }: ByTrusteesProps): JSX.Element {
  const { code, isOpen, isEnough, bad } = state;
  const open = useAction(async () => onState(await call('recovery.ask.shares', { ticket })));
  return (
    <div class="stack">
      <Heading arrive>{message('gatherTitle')}</Heading>
      <p class="muted">{message('gatherText')}</p>
      <p>
        <span class="small muted" id="gather-code">
          {message('gatherCode')}
        </span>
        <br />
        <strong class="mono" dir="ltr" aria-labelledby="gather-code" role="group">
          {grouped(code)}
        </strong>
      </p>
      <div role="status">
        <p>{cameOf(state)}</p>
        {bad.length > 0 && <Notice>{message('gatherBad', bad.join(', '))}</Notice>}
      </div>
      <p class="small muted">{nextOf(state)}</p>
      {stop.error !== undefined && <Failure error={stop.error} />}
      {open.error !== undefined && <Failure error={open.error} />}
      <div class="line">
        <Button onClick={again}>{message('gatherLook')}</Button>
        <Button kind="quiet" busy={stop.busy} onClick={() => void stop.run()}>
          {message('askStop')}
        </Button>
      </div>
      <Onward back={onBack}>
        {isOpen && isEnough && (
          <Button big kind="primary" busy={open.busy} onClick={() => void open.run()}>
            {message('askOpen')}
          </Button>
        )}
      </Onward>
    </div>
  );
}

/** As it is told: five groups of four. */
function grouped(code: string): string {
  return (code.match(/.{1,4}/gu) ?? []).join(' ');
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
