import { toBase64url } from '../../encoding/index.ts';
import type { ChannelKey, OpenedChannelText } from '../../messaging/index.ts';
import { currentKey, takeKey } from '../../messaging/index.ts';
import type { Channel } from '../../wire/index.ts';
import { keysOf, knownSince, withKeys } from './held.ts';

/** Another member counts as seen for so long, in milliseconds; when is noted once a day. */
const SEEN_FOR = 30 * 86_400_000;
const NOTED_AFTER = 86_400_000;

/** What is known of a channel once a text was read; the same one if nothing is new. */
export function afterReading(channel: Channel, opened: OpenedChannelText, now: number): Channel {
  const keys = keysOf(channel);
  const taken = takeKey(keys, opened.key);
  const isOwn = opened.member === channel.member;
  const withKey = taken === keys ? channel : withKeys(channel, taken, now);
  const withStore = afterNamed(withKey, opened, now);
  return isOwn ? withStore : afterOther(withStore, opened, now);
}

/** A channel that was begun over the page alone gains the first store that a text names, and keeps it (protocol 8.9). */
function afterNamed(channel: Channel, { store }: OpenedChannelText, now: number): Channel {
  if (!store || channel.store !== undefined) return channel;
  return { ...channel, store: store.origin, updatedAt: now };
}

/** Another member has this key: what was made here before it has come to them, and they are there. */
function afterOther(channel: Channel, { key, member, store }: OpenedChannelText, now: number): Channel {
  const { madeHere, ...rest } = channel;
  const isTaken = madeHere !== undefined && reaches(channel, madeHere, key);
  const current = currentKey(keysOf(channel));
  const id = toBase64url(key.hash);
  const isHere = id === toBase64url(current.hash);
  const isNews = isHere && (channel.othersAt ?? -1) < (knownSince(channel, current) ?? now);
  const before = channel.members.find((one) => one.id === member);
  const isSeen = isHere && now - (before?.at ?? -Infinity) >= NOTED_AFTER;
  const isSaid = store?.hasKey === true && store.origin === channel.store;
  const isDoubted = isHere && isSaid && channel.atStore !== id && channel.doubted !== id;
  if (!isTaken && !isNews && !isSeen && !isDoubted) return channel;
  const others = channel.members.filter((one) => one.id !== member && now - one.at < SEEN_FOR);
  return {
    ...(isTaken ? rest : channel),
    ...(isNews && { othersAt: now }),
    ...(isSeen && { members: [...others, { id: member, at: now }] }),
    ...(isDoubted && { doubted: id }),
    updatedAt: now,
  };
}

/** What a store told of a channel. */
export interface ToldKeys {
  /** Those that it told now, in no order. */
  readonly keys: readonly ChannelKey[];
  /** Whether it told this one, now or before. */
  readonly has: (id: string) => boolean;
}

/**
 * What is known of a channel once its store was asked; the same one if nothing is new. A key that another member's text says the store
 * has, and that it doesn't tell, is noted until the store is first with a key again (protocol 8.9).
 */
export function afterTold(channel: Channel, told: ToldKeys, now: number): Channel {
  const keys = keysOf(channel);
  const taken = told.keys.reduce<readonly ChannelKey[]>(takeKey, keys);
  const known = taken === keys ? channel : withKeys(channel, taken, now);
  const current = toBase64url(currentKey(taken).hash);
  const isFirst = !channel.keys.some(({ id }) => id === current);
  const { madeHere, doubted, untoldAt, ...rest } = known;
  const isTaken =
    madeHere !== undefined && (told.has(madeHere) || told.keys.some((key) => reaches(channel, madeHere, key)));
  const isUntold = doubted !== undefined && !told.has(doubted);
  const atStore = told.has(current) ? current : known.atStore;
  if (known === channel && !isTaken && doubted === undefined && atStore === channel.atStore) return channel;
  const since = isUntold ? now : isFirst ? undefined : untoldAt;
  return {
    ...rest,
    ...(madeHere !== undefined && !isTaken && { madeHere }),
    ...(since !== undefined && { untoldAt: since }),
    ...(isFirst && { othersAt: now }),
    ...(atStore !== undefined && { atStore }),
    updatedAt: now,
  };
}

/** What is known of a channel once its store has told everybody of keys; what it keeps back shows when it is asked. */
export function afterHeard(channel: Channel, keys: readonly ChannelKey[], now: number): Channel {
  const { doubted, ...rest } = channel;
  const ids = new Set(keys.map(({ hash }) => toBase64url(hash)));
  const told = afterTold(rest, { keys, has: (id) => ids.has(id) }, now);
  if (told === rest) return channel;
  return { ...told, ...(doubted !== undefined && !ids.has(doubted) && { doubted }) };
}

/** What is known of a channel once its store has taken a key. */
export function afterTaken(channel: Channel, { hash }: Pick<ChannelKey, 'hash'>, now: number): Channel {
  const id = toBase64url(hash);
  const { madeHere, ...rest } = channel;
  return { ...rest, ...(madeHere !== undefined && madeHere !== id && { madeHere }), atStore: id, updatedAt: now };
}

/** Whether whoever has a key has the one that was made here, or one that came later. */
function reaches({ keys }: Channel, madeHere: string, { number }: Pick<ChannelKey, 'number'>): boolean {
  const made = keys.find(({ id }) => id === madeHere);
  return !made || number >= made.number;
}
