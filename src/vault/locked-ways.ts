import type { Bytes } from '../encoding/index.ts';
import type { Slot } from '../wire/index.ts';
import { isBack } from '../wire/index.ts';
import { readSlots } from './replica/index.ts';
import type { LockedWay } from './state/index.ts';
import { ForgedError } from './state/index.ts';

/** A vault has one password. Each that a store tells costs one Argon2id, of up to 1 GiB and ten passes. */
const MOST_PASSWORDS = 4;

/** The ways in that a person holds, as far as they are known while locked. */
export function lockedWays(slots: readonly Slot[]): LockedWay[] {
  return slots.flatMap(({ id, parameters }) =>
    parameters.kind === 'device' || isBack(parameters) ? [] : [{ id, kind: parameters.kind, parameters }],
  );
}

/** The same of encoded slots that a store tells. Throws ForgedError, FormatError. */
export async function waysIn(slots: readonly Bytes[]): Promise<LockedWay[]> {
  const ways = lockedWays(await readSlots(slots));
  if (ways.filter(({ kind }) => kind === 'password').length > MOST_PASSWORDS) throw new ForgedError('slots');
  return ways;
}
