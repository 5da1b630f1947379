import type { ComponentChildren, JSX } from 'preact';
import { message } from '../../platform/index.ts';
import { call } from '../../rpc/index.ts';
import type { EntryState } from '../../rpc/index.ts';
import type { Action } from '../kit/index.ts';
import { Button, Failure, Onward, PartHeading, useAction } from '../kit/index.ts';

export interface HelpedProps {
  ticket: string;
  title: string;
  text: string;
  /** To be told out of band. */
  code: string;
  /** The wait is over, and what came opens. */
  canOpen: boolean;
  /** What happens next, and when. */
  next: string;
  again: () => void;
  onState: (state: EntryState) => void;
  onBack: () => void;
  /** Ends the recovery. */
  stop: Action<[]>;
  /** What came. */
  children: ComponentChildren;
}

/** A way back that others help with: the code for them, what came of it, and the way in once it is enough and the wait is over. */
export function Helped(props: HelpedProps): JSX.Element {
  const { ticket, title, text, code, canOpen, next, again, onState, onBack, stop, children } = props;
  const open = useAction(async () => onState(await call('recovery.ask.shares', { ticket })));
  return (
    <div class="stack">
      <PartHeading>{title}</PartHeading>
      <p class="muted">{text}</p>
      <p>
        <span class="small muted" id="gather-code">
          {message('gatherCode')}
        </span>
        <br />
        <strong class="mono told" dir="ltr" aria-labelledby="gather-code" role="group">
          {grouped(code)}
        </strong>
      </p>
      <div role="status">{children}</div>
      <p class="small muted">{next}</p>
      {stop.error !== undefined && <Failure error={stop.error} />}
      {open.error !== undefined && <Failure error={open.error} />}
      <div class="line">
        <Button onClick={again}>{message('gatherLook')}</Button>
        <Button kind="quiet" busy={stop.busy} onClick={() => void stop.run()}>
          {message('askStop')}
        </Button>
      </div>
      <Onward back={onBack}>
        {canOpen && (
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
