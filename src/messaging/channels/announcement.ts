import { digest, kdf, openCommitting, sealCommitting, wipe } from '../../crypto/index.ts';
import type { Bytes, Id } from '../../encoding/index.ts';
import { associate, concat, fromId, MalformedError, readU32, readU64, u32, u64 } from '../../encoding/index.ts';

const KEY_BYTES = 32;
const PARENT_AT = 4;
const KEY_AT = PARENT_AT + KEY_BYTES;
const TIME_AT = KEY_AT + KEY_BYTES;
const BODY_BYTES = TIME_AT + 8;

const version = new Uint8Array([1]);

/** A key of a channel, as its members announce it to each other (protocol 8.9). */
export interface Announcement {
  /** From 1, in four bytes: one more than its parent's. */
  readonly number: number;
  /** Hash of the announcement that it follows, 32 bytes; zeros for a channel's first. */
  readonly parent: Bytes;
  /** 32 random bytes. */
  readonly key: Bytes;
  /** When it was made, by its maker's clock: a claim, in milliseconds since 1970. */
  readonly time: number;
}

/** What an announcement is known by, 32 bytes: the same however often it is sealed. */
export function announcementHash(channel: Id, announcement: Announcement): Bytes {
  const body = bodyOf(announcement);
  const hash = digest('channel/announcement', { channel: fromId(channel), announcement: body });
  wipe(body);
  return hash;
}

/**
 * Seals an announcement under the channel's secret, 148 bytes: committing, as a password is behind it. Each time other bytes, so
 * that two texts don't show whether they are of one key.
 */
export async function sealAnnouncement(secret: Bytes, channel: Id, announcement: Announcement): Promise<Bytes> {
  const [key, body] = [announceKey(secret), bodyOf(announcement)];
  try {
    return await sealCommitting(key, body, adOf(channel));
  } finally {
    wipe(key, body);
  }
}

/** Throws DecryptionError for another password or channel, and MalformedError for what no member writes. */
export async function openAnnouncement(secret: Bytes, channel: Id, sealed: Bytes): Promise<Announcement> {
  const key = announceKey(secret);
  const body = await openCommitting(key, sealed, adOf(channel)).finally(() => wipe(key));
  const number = body.length === BODY_BYTES ? readU32(body) : 0;
  if (number === 0) throw new MalformedError('an announcement has 76 bytes and a number');
  const announcement = {
    number,
    parent: body.slice(PARENT_AT, KEY_AT),
    key: body.slice(KEY_AT, TIME_AT),
    time: readU64(body, TIME_AT),
  };
  wipe(body);
  return announcement;
}

function bodyOf({ number, parent, key, time }: Announcement): Bytes {
  return concat(u32(number), parent, key, u64(time));
}

function announceKey(secret: Bytes): Bytes {
  return kdf(secret, 'channel/announce');
}

function adOf(channel: Id): Bytes {
  return associate('channel/announce', { version, channel: fromId(channel) });
}
