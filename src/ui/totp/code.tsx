import type { ComponentChildren, JSX } from 'preact';
import { message } from '../../platform/index.ts';
import { Failure, Notice, Secret } from '../kit/index.ts';
import { grouped } from './countdown.ts';
import { useCodes } from './use-codes.ts';
import type { CodeSource } from './use-codes.ts';
import { clockWords, noSecret } from './words.ts';

interface TotpCodeProps {
  of: CodeSource;
  /** What the code is called. */
  label: string;
  /** What can be done with the code that is shown: buttons. */
  children?: (code: string) => ComponentChildren;
}

/**
 * The code of a secret, the one after it, and a ring that steps once a second. What changes is no live region: a screen
 * reader says it when it comes by. Of what is no secret it says so; of nothing it shows nothing.
 */
export function TotpCode({ of, label, children }: TotpCodeProps): JSX.Element | null {
  const { answer, error, again, seconds } = useCodes(of);
  if (error !== undefined) return <Failure error={error} again={again} />;
  if (!answer) return null;
  if ('none' in answer) {
    const reason = noSecret(answer.none);
    return reason === undefined ? null : <Notice>{reason}</Notice>;
  }
  const { code, next, period, clockOff } = answer;
  return (
    <div class="totp">
      <div class="totp-line">
        <p class="totp-words">
          <small>
            {label} · {message('totpThen')} <span dir="ltr">{grouped(next)}</span>
          </small>
          <span class="totp-code" dir="ltr">
            <Secret text={grouped(code)} />
          </span>
        </p>
        <Ring seconds={seconds} period={period} />
        {children?.(code)}
      </div>
      {clockOff !== undefined && <Notice icon="clock">{clockWords(clockOff)}</Notice>}
    </div>
  );
}

/** What is left of a code's time, as a part of a circle. */
export function Ring({ seconds, period }: { seconds: number; period: number }): JSX.Element {
  return (
    <svg class="totp-ring" viewBox="0 0 20 20" role="img" aria-label={message('totpSeconds', String(seconds))}>
      <circle cx="10" cy="10" r="8" />
      <circle cx="10" cy="10" r="8" pathLength={period} stroke-dasharray={`${String(seconds)} ${String(period)}`} />
    </svg>
  );
}
