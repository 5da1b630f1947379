import { language, message } from '../../platform/index.ts';
import type { MessageKey } from '../../platform/index.ts';
import type { AnswerOf } from '../../rpc/index.ts';

/** Why a text gives no codes. */
export type NoSecret = Extract<AnswerOf<'items.code'>, { none: unknown }>['none'];

const reasons: Readonly<Record<NoSecret, MessageKey | undefined>> = {
  empty: undefined,
  counter: 'totpCounter',
  several: 'totpSeveral',
  parameters: 'totpParameters',
  unreadable: 'totpUnreadable',
};

/** That a text is no secret, and stays; undefined where there is none. */
export function noSecret(none: NoSecret): string | undefined {
  const key = reasons[none];
  return key && message(key);
}

/** How far the clock is off, in words. `clockOff` in seconds, as `items.code` tells it. */
export function clockWords(clockOff: number): string {
  return message(clockOff > 0 ? 'totpClockAhead' : 'totpClockBehind', duration(Math.abs(clockOff)));
}

const units = [
  ['day', 86_400],
  ['hour', 3_600],
  ['minute', 60],
  ['second', 1],
] as const;

/** In the largest unit of which there are at least two. */
function duration(seconds: number): string {
  const [unit, length] = units.find(([, size]) => seconds >= 2 * size) ?? ['second', 1];
  const format = new Intl.NumberFormat(language(), { style: 'unit', unit, unitDisplay: 'long' });
  return format.format(Math.floor(seconds / length));
}
