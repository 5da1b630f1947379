/*
 * drill: which ways back were tried, when, and when to remind of it. All times in milliseconds since 1970, by a clock that may jump:
 * what seems to lie in the future was just now.
 */

/** When each way was proven last, by its key, and until when a person wants to hear nothing. */
export interface Drilled {
  readonly proven: Readonly<Record<string, number>>;
  readonly later?: number;
}

/** What nobody has written yet. */
const NOTHING: Drilled = { proven: {} };

const DAY = 24 * 60 * 60_000;
/** Twice a year. */
const EVERY = 182 * DAY;
/** "Not now" is heard for this long. */
const LATER = 14 * DAY;

const PROVEN = 'proven/';
const LATER_FIELD = 'later';

/** Reads what a record keeps; what is no time counts as not kept. Its fields are flat, so that two browsers merge way by way. */
export function readDrilled(body: unknown, now: number): Drilled {
  if (typeof body !== 'object' || body === null) return NOTHING;
  const times = Object.entries(body).filter((entry): entry is [string, number] => isTime(entry[1]));
  const proven = times.flatMap(([field, time]) =>
    field.startsWith(PROVEN) ? [[field.slice(PROVEN.length), Math.min(time, now)] as const] : [],
  );
  const later = times.find(([field]) => field === LATER_FIELD)?.[1];
  return {
    proven: Object.fromEntries(proven),
    ...(later === undefined ? {} : { later: Math.min(later, now + LATER) }),
  };
}

/** The record after `keys` were proven. `standing`: keys of the ways there are; what was known of others goes. */
export function noted(drilled: Drilled, keys: readonly string[], standing: readonly string[], now: number): object {
  const kept = Object.entries(drilled.proven).filter(([key]) => standing.includes(key));
  return bodyOf({ proven: { ...Object.fromEntries(kept), ...Object.fromEntries(keys.map((key) => [key, now])) } }, now);
}

/** The record once others take the place of these: what was proven of them proves nothing of those. */
export function renewed({ proven, ...rest }: Drilled, keys: readonly string[], now: number): object {
  const kept = Object.entries(proven).filter(([key]) => !keys.includes(key));
  return bodyOf({ ...rest, proven: Object.fromEntries(kept) }, now);
}

/** The record after "not now". */
export function postponed({ proven }: Drilled, now: number): object {
  return bodyOf({ proven, later: now + LATER }, now);
}

/** When to remind: half a year after anything was proven last, or, before that, after `since`, when the vault's oldest way was made. */
export function remindsAt({ proven, later = 0 }: Drilled, since: number): number {
  const last = Math.max(since, ...Object.values(proven));
  return Math.max(last + EVERY, later);
}

function bodyOf({ proven, later }: Drilled, now: number): object {
  const fields = Object.entries(proven).map(([key, time]) => [`${PROVEN}${key}`, time] as const);
  return { ...Object.fromEntries(fields), ...(later === undefined ? {} : { [LATER_FIELD]: later }), updatedAt: now };
}

function isTime(value: unknown): value is number {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0;
}
