import { TamperedSlotError } from '../../keys/index.ts';
import type { VaultPart } from '../../records/index.ts';
import { FormatError } from '../../wire/index.ts';
import { ForgedError } from '../state/index.ts';

/** Whatever fails in one part of what a store tells is told as a forgery of it; another format says so itself. */
export async function orForged<T>(name: VaultPart, work: () => Promise<T> | T): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof FormatError || error instanceof TamperedSlotError) throw error;
    throw new ForgedError(name, { cause: error });
  }
}
