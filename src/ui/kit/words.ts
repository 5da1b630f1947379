import { language, message } from '../../platform/index.ts';
import type { MessageKey } from '../../platform/index.ts';

/** Sentences that exist once for each plural form: `notes_one`, `notes_other`. */
type BaseOf<Key> = Key extends `${infer Base}_other` ? Base : never;
type Countable = BaseOf<MessageKey>;

/** A number with its noun in the right plural form, the number written as the language does. */
export function counted(base: Countable, count: number): string {
  const form = new Intl.PluralRules(language()).select(count);
  const number = new Intl.NumberFormat(language()).format(count);
  return message(`${base}_${form}` as MessageKey, number) || message(`${base}_other` as MessageKey, number);
}

const units: readonly [Intl.RelativeTimeFormatUnit, number][] = [
  ['day', 86_400_000],
  ['hour', 3_600_000],
  ['minute', 60_000],
];

/** How long ago something was, in words; after a month the date. `now` and `time` in milliseconds since 1970. */
export function longAgo(time: number, now: number): string {
  const past = Math.max(0, now - time);
  if (past > 30 * 86_400_000) return new Intl.DateTimeFormat(language(), { dateStyle: 'medium' }).format(time);
  const [unit, length] = units.find(([, size]) => past >= size) ?? ['minute', 60_000];
  if (past < 60_000) return message('kitJustNow');
  return new Intl.RelativeTimeFormat(language(), { numeric: 'auto' }).format(-Math.floor(past / length), unit);
}

/** Date and time, written as the language does. */
export function dateAndTime(time: number): string {
  return new Intl.DateTimeFormat(language(), { dateStyle: 'medium', timeStyle: 'short' }).format(time);
}
