import type { Id } from '../../encoding/index.ts';
import type { Area } from '../../platform/index.ts';
import type { EntryPurpose } from '../../rpc/index.ts';
import type { CeremonyStart, PasswordProof } from '../../sync/index.ts';
import type { SignedIn } from '../../wire/index.ts';
import { NoTicketError } from '../context/index.ts';

/**
 * A sign-in that was begun. Lies in memory that outlives the background, for people look up codes on their phones: so
 * nothing secret is in it, and the password has to come along with the code once more.
 */
export interface PendingSignIn {
  readonly ticket: Id;
  readonly origin: string;
  readonly purpose: EntryPurpose;
  readonly until: number;
  /** This browser's profile was copied: signed in, it becomes a device of its own. */
  readonly copied?: true;
  /** The vault here has a store, and leaves it for what is found. */
  readonly leaves?: true;
  /** A password proven; a second factor is to come. */
  readonly proof?: PasswordProof;
  /** A passkey's ceremony begun. */
  readonly ceremony?: CeremonyStart;
  /** Signed in; what is there is to be opened. */
  readonly session?: SignedIn;
}

/** As long as the store's own tickets. */
export const ENTRY_LASTS = 10 * 60_000;

/** One at a time: a new one takes the place of the one before. */
const key = 'store/entry';

export async function keepEntry(memory: Area, entry: PendingSignIn): Promise<PendingSignIn> {
  await memory.set(key, entry);
  return entry;
}

export async function dropEntry(memory: Area): Promise<void> {
  await memory.remove(key);
}

/** Whether somebody is on the way into an account of another store than the vault's, or into a first one. */
export async function isEntering(memory: Area, now: number): Promise<boolean> {
  const entry = (await memory.get(key)) as PendingSignIn | undefined;
  return entry !== undefined && now < entry.until && (entry.purpose === 'join' || entry.purpose === 'merge');
}

/** Throws NoTicketError for one that is over, too old, or was never there. */
export async function findEntry(memory: Area, ticket: Id, now: number): Promise<PendingSignIn> {
  const entry = (await memory.get(key)) as PendingSignIn | undefined;
  if (entry?.ticket !== ticket || now >= entry.until) throw new NoTicketError();
  return entry;
}
