import { equal, randomBytes } from '../../crypto/index.ts';
import type { Bytes, Id } from '../../encoding/index.ts';
import { bytes, toHex } from '../../encoding/index.ts';
import type { Announcement } from './announcement.ts';
import { announcementHash } from './announcement.ts';
import { ChannelFullError } from './errors.ts';

/*
 * [Note: channel keys] Which key of a channel counts (protocol 8.9): the highest number, and of several with that number the one
 * of the lowest hash. Whoever has taken the same announcements, in any order and however often, has the same one; a number is never
 * given up for a lower one. A member who was away knows no parent of what they read next, so a higher number counts without it, but
 * not one that is out of all reach: otherwise a single text could run the numbers to their end.
 */

const KEY_BYTES = 32;
const HIGHEST = 0xffff_ffff;
/** Nobody misses so many keys: two years of one every quarter of an hour. */
const MOST_MISSED = 65_536;

/** Keys that are remembered: new ones are judged by their parents among these. */
const MOST_KEYS = 64;

/** A key is renewed after so many milliseconds, if another member is there (protocol 8.9). */
const RENEWED_AFTER = 48 * 3_600_000;

/** An announcement with its hash. */
export interface ChannelKey extends Announcement {
  readonly hash: Bytes;
}

/** The first key of a new channel. */
export function firstKey(channel: Id, now: number): ChannelKey {
  return keyAfter(channel, { number: 0, hash: bytes(KEY_BYTES) }, now);
}

/** A fresh key that follows the one that counts. Throws ChannelFullError. */
export function nextKey(channel: Id, keys: readonly ChannelKey[], now: number): ChannelKey {
  const current = currentKey(keys);
  if (current.number >= HIGHEST) throw new ChannelFullError();
  return keyAfter(channel, current, now);
}

/** The key that counts. `keys`: at least one, in any order. */
export function currentKey(keys: readonly ChannelKey[]): ChannelKey {
  const [current] = keys.toSorted(compare);
  if (!current) throw new Error('a channel has a key');
  return current;
}

/**
 * These keys with one more, the one that counts first, 64 at most; the same ones if it doesn't count: it is there already, its
 * parent is and has another number before it, or it lies out of reach.
 */
export function takeKey(keys: readonly ChannelKey[], one: ChannelKey): readonly ChannelKey[] {
  if (isKnown(keys, one) || !follows(keys, one)) return keys;
  return [...keys, one].toSorted(compare).slice(0, MOST_KEYS);
}

function isKnown(keys: readonly ChannelKey[], one: Pick<ChannelKey, 'hash'>): boolean {
  return keys.some(({ hash }) => equal(hash, one.hash));
}

/** How many keys ago this one counted: 0 now. */
export function ageOf(keys: readonly ChannelKey[], { number }: Pick<ChannelKey, 'number'>): number {
  return Math.max(0, currentKey(keys).number - number);
}

/** Whether a new key is due: the one that counts is two days old here, and another member was there since. */
export function isDue(known: { readonly since: number; readonly othersAt: number | undefined }, now: number): boolean {
  const { since, othersAt } = known;
  return othersAt !== undefined && othersAt >= since && now - since >= RENEWED_AFTER;
}

function keyAfter(channel: Id, parent: { readonly number: number; readonly hash: Bytes }, time: number): ChannelKey {
  const announcement = { number: parent.number + 1, parent: parent.hash, key: randomBytes(KEY_BYTES), time };
  return { ...announcement, hash: announcementHash(channel, announcement) };
}

function follows(keys: readonly ChannelKey[], { number, parent }: ChannelKey): boolean {
  if (keys.length === 0) return true;
  const known = keys.find(({ hash }) => equal(hash, parent));
  if (known) return number === known.number + 1;
  return number <= currentKey(keys).number + MOST_MISSED;
}

function compare(one: ChannelKey, other: ChannelKey): number {
  return other.number - one.number || (toHex(one.hash) < toHex(other.hash) ? -1 : 1);
}
