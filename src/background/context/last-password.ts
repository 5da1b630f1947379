import type { Id } from '../../encoding/index.ts';
import type { Area } from '../../platform/index.ts';

/** How long after its password a login's code is what comes next, in milliseconds. */
const NEXT_FOR = 3 * 60_000;
/** Whose password was used last: an id and a time, in memory. */
const key = 'lastPassword';

export interface LastPassword {
  readonly id: Id;
  readonly at: number;
  /** We put it into a page, so that its code follows by itself; else it was copied. */
  readonly isFilled?: boolean;
  /** Its code was copied since: once is enough. */
  readonly isCodeCopied?: boolean;
}

/** A login's password was copied or filled in: its code is what comes next. */
export function notePassword(memory: Area, last: LastPassword): Promise<void> {
  return memory.set(key, last);
}

/** The login whose code comes next, within minutes of its password. */
export async function lastPassword(memory: Area, now: number): Promise<LastPassword | undefined> {
  const last = (await memory.get(key)) as LastPassword | undefined;
  return last && now >= last.at && now - last.at <= NEXT_FOR ? last : undefined;
}
