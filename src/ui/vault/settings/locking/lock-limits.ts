import { wholeNumber } from '../../../../typed/index.ts';
import type { MessageKey } from '../../../../platform/index.ts';

/** A day; the contract says the same. */
const MOST_MINUTES = 24 * 60;

interface WrongLimits {
  readonly messages?: MessageKey;
  readonly everything?: MessageKey;
}

/** Whole minutes within the bounds, or undefined. */
export function minutesOf(text: string): number | undefined {
  const minutes = wholeNumber(text) ?? 0;
  return minutes >= 1 && minutes <= MOST_MINUTES ? minutes : undefined;
}

/** What is wrong with two typed limits. Messages never stay open longer than everything. */
export function checkLimits(messages: string, everything: string): WrongLimits {
  const [first, second] = [minutesOf(messages), minutesOf(everything)];
  return {
    ...(first === undefined && { messages: 'settingsMinutesWrong' as const }),
    ...(second === undefined && { everything: 'settingsMinutesWrong' as const }),
    ...(first !== undefined && second !== undefined && first > second && { messages: 'settingsMinutesOrder' as const }),
  };
}
