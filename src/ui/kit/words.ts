import { language, message } from '../../platform/index.ts';
import type { MessageKey } from '../../platform/index.ts';

/** Sentences that exist once for each plural form: `notes_one`, `notes_other`. */
type BaseOf<Key> = Key extends `${infer Base}_other` ? Base : never;
type Countable = BaseOf<MessageKey>;

/** Makes something at its first use and keeps it: a formatter costs more than a thousand uses of it, and a list has many. */
function once<Made>(make: () => Made): () => Made {
  let made: { readonly it: Made } | undefined;
  return () => (made ??= { it: make() }).it;
}

const plurals = once(() => new Intl.PluralRules(language()));
const numbers = once(() => new Intl.NumberFormat(language()));
const times = once(() => new Intl.RelativeTimeFormat(language(), { numeric: 'auto' }));
const dates = once(() => new Intl.DateTimeFormat(language(), { dateStyle: 'medium' }));
const clockTimes = once(() => new Intl.DateTimeFormat(language(), { timeStyle: 'short' }));
const datesAndTimes = once(() => new Intl.DateTimeFormat(language(), { dateStyle: 'medium', timeStyle: 'short' }));

/** A number written as the language does. */
export function written(number: number): string {
  return numbers().format(number);
}

/** A number with its noun in the right plural form. */
export function counted(base: Countable, count: number): string {
  const form = plurals().select(count);
  const number = written(count);
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
  if (past > 30 * 86_400_000) return dateOf(time);
  const [unit, length] = units.find(([, size]) => past >= size) ?? ['minute', 60_000];
  if (past < 60_000) return message('kitJustNow');
  return times().format(-Math.floor(past / length), unit);
}

/** In how many days something will be, in words: today, tomorrow, in 12 days. Both in milliseconds since 1970. */
export function inDays(time: number, now: number): string {
  return times().format(Math.max(0, Math.ceil((time - now) / 86_400_000)), 'day');
}

/** How long something lasts, by its two largest units, a minute at least: 6 days, 4 hours. In milliseconds. */
export function lasting(time: number): string {
  let left = Math.max(60_000, time);
  const parts: string[] = [];
  for (const [unit, length] of units) {
    const count = Math.floor(left / length);
    left -= count * length;
    if (count > 0 && parts.length < 2) {
      const format = new Intl.NumberFormat(language(), { style: 'unit', unit, unitDisplay: 'long' });
      parts.push(format.format(count));
    }
  }
  return parts.join(' ');
}

/** The date, written as the language does. */
export function dateOf(time: number): string {
  return dates().format(time);
}

/** The time of today, or date and time of another day. Both in milliseconds since 1970. */
export function momentOf(time: number, now = Date.now()): string {
  const isToday = new Date(time).toDateString() === new Date(now).toDateString();
  return isToday ? clockTimes().format(time) : dateAndTime(time);
}

/** Date and time, written as the language does. */
export function dateAndTime(time: number): string {
  return datesAndTimes().format(time);
}
