import type { Id } from '../../encoding/index.ts';
import type { PreKeyRow } from '../../wire/index.ts';
import { PRE_KEYS_LAST } from './check.ts';

const DAY = 86_400_000;
/** The signed and the KEM pre-key are renewed so often, in milliseconds (protocol 8.2). */
const RENEWED = 7 * DAY;
/** One-time keys that are held at once, lest a store that always wants more fills the disk: it gives none away that are not there. */
const MOST_ONCE = 4_096;
/** Signed or KEM pre-keys that are held, where a store says again and again that it has lost the newest. */
const MOST_OF_KIND = 64;

/** A pre-key of this device by its id. */
export interface HeldPreKey {
  readonly id: Id;
  readonly row: PreKeyRow;
}

/** What the store has of this device's pre-keys, by its word; `wanted`: one-time keys that it had better get. */
export interface StoredPreKeys {
  readonly signed?: Id | undefined;
  readonly kem?: Id | undefined;
  /** One-time keys that nobody was given yet. */
  readonly once: number;
  readonly wanted: number;
}

/** What is to be made before the store has what it should have. */
export interface DuePreKeys {
  readonly signed: boolean;
  readonly kem: boolean;
  readonly once: number;
}

/**
 * What is to be made: a signed or KEM pre-key where the newest is a week old or the store has lost it, and one-time keys as far as
 * those that are made and not sent yet don't do.
 */
export function duePreKeys(held: readonly HeldPreKey[], stored: StoredPreKeys, now: number): DuePreKeys {
  const isDue = (kind: 'signed' | 'kem'): boolean => {
    const newest = newestOf(held, kind);
    if (!newest || now - newest.row.time >= RENEWED) return true;
    const kept = held.filter(({ row }) => row.kind === kind).length;
    return newest.row.unsent === undefined && stored[kind] !== newest.id && kept < MOST_OF_KIND;
  };
  const once = held.filter(({ row }) => row.kind === 'once');
  const waiting = once.filter(({ row }) => row.unsent).length;
  const room = Math.min(stored.wanted - waiting, MOST_ONCE - once.length);
  return { signed: isDue('signed'), kem: isDue('kem'), once: Math.max(0, room) };
}

function newestOf(held: readonly HeldPreKey[], kind: PreKeyRow['kind']): HeldPreKey | undefined {
  return held.filter(({ row }) => row.kind === kind).toSorted((one, other) => other.row.time - one.row.time)[0];
}

/**
 * The rows once the store has taken what was sent: former signed and KEM pre-keys are replaced from now on, for envelopes that are
 * on their way.
 */
export function afterSending(held: readonly HeldPreKey[], now: number): readonly HeldPreKey[] {
  const newest = new Set([newestOf(held, 'signed')?.id, newestOf(held, 'kem')?.id]);
  return held.flatMap(({ id, row }) => {
    const { unsent, ...sent } = row;
    const isReplaced = row.kind !== 'once' && !newest.has(id) && row.replacedAt === undefined;
    if (!unsent && !isReplaced) return [];
    return [{ id, row: isReplaced ? { ...sent, replacedAt: now } : sent }];
  });
}

/**
 * The rows once the store has said how many one-time keys it still has: it gives the oldest first, so those that so many later ones stand
 * behind were given to somebody. From now on they are kept for what that one may send.
 */
export function afterGiving(held: readonly HeldPreKey[], { once }: StoredPreKeys, now: number): readonly HeldPreKey[] {
  const sent = held.filter(({ row }) => row.kind === 'once' && !row.unsent);
  const isGiven = ({ row }: HeldPreKey): boolean => sent.filter((later) => later.row.time > row.time).length >= once;
  return sent
    .filter((one) => one.row.replacedAt === undefined && isGiven(one))
    .map(({ id, row }) => ({ id, row: { ...row, replacedAt: now } }));
}

/** Those whose time is over: 45 days after the store had their successor, or gave them away, and the mailbox has been emptied since. */
export function overPreKeys(held: readonly HeldPreKey[], emptiedAt: number): readonly HeldPreKey[] {
  return held.filter(({ row }) => row.replacedAt !== undefined && emptiedAt - row.replacedAt >= PRE_KEYS_LAST);
}
