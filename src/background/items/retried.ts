import { again } from '../../flow/index.ts';

/** How often a write is tried again when somebody else was faster each time. */
const TRIES = 8;

/** Reads, changes and writes; again from the start where what was read was changed in between. */
export function retried<T>(work: () => Promise<T>): Promise<T> {
  return again(TRIES, isStale, work);
}

function isStale(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'stale-write';
}
