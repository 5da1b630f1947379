/** All times are milliseconds since 1970, as the device's clock claims them. */
export interface Times {
  /** When a way in was last proven: by the unlock, or again later. */
  readonly provenAt: number;
  /** When the vault was last used. */
  readonly usedAt: number;
  /** The latest time that this session has seen: an earlier one means that the clock was set back. */
  readonly seenAt: number;
  readonly messagesUntil: number;
  readonly fullUntil: number;
  /** Stays true until a way in is proven again, even if the limits are raised. */
  readonly messagesLocked: boolean;
  /** Wrong secrets given since a way in was proven. */
  readonly wrongTries: number;
}

/** How long the two locks wait without use, in milliseconds. */
export interface Limits {
  readonly messages: number;
  readonly full: number;
}

const minute = 60_000;
export const defaultLimits: Limits = { messages: 5 * minute, full: 15 * minute };

/** A proof younger than this allows the questions that change ways in. */
const freshFor = 5 * minute;

/** So far back a clock may slip without being set: time servers correct it by fractions of a second. */
const slip = 2_000;

/** So many wrong secrets while the messages are locked are a full lock. */
const triesAllowed = 5;

export type Expiry = 'time' | 'clock';

/** Times of a session whose way in was proven now. */
export function begun(now: number, limits: Limits): Times {
  return { ...extended(now, limits), provenAt: now, seenAt: now, messagesLocked: false, wrongTries: 0 };
}

/** Why everything must be locked now, or undefined while it may stay open. */
export function expiry(times: Times, now: number): Expiry | undefined {
  if (now < times.seenAt - slip) return 'clock';
  return now >= times.fullUntil ? 'time' : undefined;
}

/** The same times as they stand now: the messages' lock falls here. Only for times that have not expired. */
export function seen(times: Times, now: number): Times {
  const messagesLocked = times.messagesLocked || now >= times.messagesUntil;
  return { ...times, seenAt: Math.max(now, times.seenAt), messagesLocked };
}

/** A use puts both locks off; locked messages stay locked. */
export function used(times: Times, now: number, limits: Limits): Times {
  return { ...seen(times, now), ...extended(now, limits) };
}

/** New limits count from the last use. They may lock at once, and never unlock. */
export function limited(times: Times, limits: Limits): Times {
  return { ...times, ...extended(times.usedAt, limits) };
}

/** The messages' own secret was proven: they open, and no way in is fresher for it. */
export function messagesOpened(times: Times, now: number, limits: Limits): Times {
  return { ...used(times, now, limits), messagesLocked: false, wrongTries: 0 };
}

/** One more wrong secret; undefined when that was one too many. */
export function missed(times: Times): Times | undefined {
  const wrongTries = times.wrongTries + 1;
  return times.messagesLocked && wrongTries >= triesAllowed ? undefined : { ...times, wrongTries };
}

/** Whether a way in was proven a short while ago. */
export function isFresh(times: Times, now: number): boolean {
  const age = now - times.provenAt;
  return age >= -slip && age < freshFor;
}

/** When the next lock falls. */
export function nextLock({ messagesLocked, messagesUntil, fullUntil }: Times): number {
  return messagesLocked ? fullUntil : Math.min(messagesUntil, fullUntil);
}

function extended(now: number, limits: Limits) {
  // The messages never stay open longer than everything else.
  return { usedAt: now, messagesUntil: now + Math.min(limits.messages, limits.full), fullUntil: now + limits.full };
}
