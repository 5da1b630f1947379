import type { ComponentChildren, JSX } from 'preact';
import { message } from '../../platform/index.ts';
import type { MessageKey } from '../../platform/index.ts';
import type { AnswersView } from '../../rpc/index.ts';
import { dateAndTime, Notice, useQuestion } from '../kit/index.ts';

type Asking = AnswersView['open'][number];

const alarmTexts: Readonly<Record<Asking['by'], MessageKey>> = {
  answers: 'alarmText',
  trustees: 'alarmTextTrustees',
  organisation: 'alarmTextOrganisation',
};

interface AskedProps {
  /** All is locked: who asks is told all the same, and stopped after an unlock. */
  isLocked?: boolean;
  /** What stops it. */
  stop?: (asking: Asking, again: () => void) => ComponentChildren;
}

/** Each browser that asks for this vault by answers, trusted people or an organisation. It takes no secret to be told. */
export function Asked({ isLocked = false, stop }: AskedProps): JSX.Element | null {
  const { answer, again } = useQuestion('recovery.answers', {}, ['recovery']);
  if (!answer || answer.open.length === 0) return null;
  return (
    <div class="stack">
      {answer.open.map((asking) => (
        <Notice key={asking.recovery} kind="danger">
          <p>
            <strong>{message('alarmTitle')}</strong>
          </p>
          <p>{message(alarmTexts[asking.by], dateAndTime(asking.since), dateAndTime(asking.opensAt))}</p>
          <p>{message(isLocked ? 'alarmUnlock' : 'alarmVeto')}</p>
          {stop?.(asking, again)}
        </Notice>
      ))}
    </div>
  );
}
