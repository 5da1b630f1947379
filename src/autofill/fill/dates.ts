/** A day, or a month of a year; the year with four digits. */
export interface Moment {
  readonly year: number;
  readonly month: number;
  readonly day?: number;
}

const units = { D: 'day', M: 'month', Y: 'year' } as const;
type Letter = keyof typeof units;

/** Writes a moment in a form like `MM/YY`, `DD.MM.YYYY`, `M`. */
export function written(form: string, moment: Moment): string {
  return form.replace(/D+|M+|Y+/g, (run) => {
    const digits = String(moment[units[run.charAt(0) as Letter]] ?? '').padStart(run.length, '0');
    return run.length === 2 ? digits.slice(-2) : digits;
  });
}

/** What pages write for a digit of a year and of a month; days are what remains. In French AA is a year, in Turkish a month. */
const yearLetters = ['y', 'j', 'г', 'å', 'é', 'ε', 'r', 'v', 'a'];
const monthLetters = ['m', 'м', 'μ', 'k', 'h', 'a'];

const joint = String.raw`(\s?[/.\-–]\s?)`;
const separated = [String.raw`\p{L}`, String.raw`\d`].map((sign) => {
  const run = `(${sign}{1,4})`;
  return new RegExp(`(?<!${sign})${run}${joint}${run}(?:${joint}${run})?(?!${sign})`, 'giu');
});
const adjoining = /(?<!\p{L})(?:(\p{L})\1{1,3}){2,3}(?!\p{L})/giu;

/** The form that a text shows, such as `MM/YY` in “MM/YY (as on the card)”, with or without a day. */
export function formIn(hint: string, hasDay: boolean): string | undefined {
  for (const [, ...found] of separated.flatMap((one) => [...hint.matchAll(one)])) {
    const [one = '', first = '', two = '', second = '', three = ''] = found;
    if ((three !== '') !== hasDay) continue;
    const runs = hasDay ? [one, two, three] : [one, two];
    const letters = lettersOf(runs);
    if (letters) return runs.map((text, at) => sized(letters[at], text) + ([first, second][at] ?? '')).join('');
  }
  for (const [found] of hint.matchAll(adjoining)) {
    const runs = found.match(/(\p{L})\1*/giu) ?? [];
    const letters = runs.length === (hasDay ? 3 : 2) ? lettersOf(runs) : undefined;
    if (letters) return runs.map((text, at) => sized(letters[at], text)).join('');
  }
  return undefined;
}

function sized(letter: Letter | undefined, text: string): string {
  return (letter ?? '').repeat(letter === 'Y' ? Math.max(2, text.length) : Math.min(2, text.length));
}

/** Which of the runs is what; undefined if that can't be told. */
function lettersOf(runs: readonly string[]): readonly Letter[] | undefined {
  const texts = runs.map((text) => text.toLowerCase());
  const isDigits = texts.every((text) => /^\d+$/.test(text));
  if (!isDigits && !texts.every((text) => /^(\p{L})\1*$/u.test(text))) return undefined;
  if (new Set(texts).size < texts.length && !isDigits) return undefined;
  const year = yearAt(texts, isDigits);
  if (year === undefined) return undefined;
  const rest = texts.flatMap((_, at) => (at === year ? [] : [at]));
  const month = rest.length === 1 ? rest[0] : monthAt(texts, rest, isDigits);
  if (month === undefined) return undefined;
  return texts.map((_, at) => (at === year ? 'Y' : at === month ? 'M' : 'D'));
}

function yearAt(texts: readonly string[], isDigits: boolean): number | undefined {
  const long = texts.flatMap(({ length }, at) => (length === 4 ? [at] : []));
  if (long.length > 0) return long.length === 1 ? long[0] : undefined;
  if (texts.some(({ length }) => length > 2)) return undefined;
  // In an example like 12/25 the year stands behind.
  return isDigits ? texts.length - 1 : withLetter(texts, yearLetters);
}

function monthAt(texts: readonly string[], rest: readonly number[], isDigits: boolean): number | undefined {
  if (!isDigits) {
    const among = withLetter(
      rest.map((at) => texts[at] ?? ''),
      monthLetters,
    );
    return among === undefined ? undefined : rest[among];
  }
  const [one, other] = rest;
  if (Number(texts[one ?? 0]) > 12) return other;
  return Number(texts[other ?? 0]) > 12 ? one : undefined;
}

function withLetter(texts: readonly string[], letters: readonly string[]): number | undefined {
  for (const letter of letters) {
    const at = texts.findIndex((text) => text.startsWith(letter));
    if (at >= 0) return at;
  }
  return undefined;
}

/** How a day is written in a language, in digits. */
export function dayFormOf(language: string): string {
  const parts = new Intl.DateTimeFormat(language, {
    ...{ day: '2-digit', month: '2-digit', year: 'numeric' },
    ...{ calendar: 'gregory', numberingSystem: 'latn' },
  }).formatToParts(0);
  const forms: Partial<Record<string, string>> = { day: 'DD', month: 'MM', year: 'YYYY' };
  return parts.map(({ type, value }) => forms[type] ?? value.replace(/\p{Cf}/gu, '')).join('');
}

/** The names of a month as pages write them: of the page's language, and English ones. */
export function monthNames(month: number, language: string): string[] {
  const day = new Date(Date.UTC(2024, month - 1, 15));
  return [language, 'en'].flatMap((tag) =>
    (['long', 'short'] as const).flatMap((style) => {
      const alone = new Intl.DateTimeFormat(tag, { month: style, timeZone: 'UTC', calendar: 'gregory' });
      const within = new Intl.DateTimeFormat(tag, {
        month: style,
        day: 'numeric',
        timeZone: 'UTC',
        calendar: 'gregory',
      });
      const inflected = within.formatToParts(day).find(({ type }) => type === 'month')?.value;
      return [alone.format(day), inflected ?? ''];
    }),
  );
}

/** A month and a year as a card keeps them; undefined: they are none. */
export function readExpiry(month: string, year: string): Moment | undefined {
  const [ofMonth, ofYear] = [month.trim(), year.trim()];
  if (!/^\d{1,2}$/.test(ofMonth) || !/^(?:\d\d|\d{4})$/.test(ofYear)) return undefined;
  const moment = { month: Number(ofMonth), year: ofYear.length === 2 ? 2000 + Number(ofYear) : Number(ofYear) };
  return moment.month >= 1 && moment.month <= 12 ? moment : undefined;
}

/** A day as people write it, where it can be read in one way only. */
export function readDay(text: string): Required<Moment> | undefined {
  const [one = '', two = '', three = ''] = text.match(/\d+/g) ?? [];
  if (!/^\s*\d+(?:\s?[-/.年月 ]\s?)\d+(?:\s?[-/.年月 ]\s?)\d+\s?[.日]?\s*$/u.test(text)) return undefined;
  if (one.length === 4) return dayOf(one, two, three);
  if (three.length !== 4) return undefined;
  if (text.includes('.') || Number(one) > 12 || one === two) return dayOf(three, two, one);
  return Number(two) > 12 ? dayOf(three, one, two) : undefined;
}

function dayOf(year: string, month: string, day: string): Required<Moment> | undefined {
  const moment = { year: Number(year), month: Number(month), day: Number(day) };
  const date = new Date(Date.UTC(moment.year, moment.month - 1, moment.day));
  return date.getUTCMonth() === moment.month - 1 && date.getUTCDate() === moment.day ? moment : undefined;
}
