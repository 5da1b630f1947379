import { DecryptionError, kdf, openOnce, randomBytes, sealOnce, wipe } from '../crypto/index.ts';
import type { Bytes, Id } from '../encoding/index.ts';
import {
  associate,
  concat,
  fromId,
  fromUtf8,
  MalformedError,
  pad,
  readU16,
  readU64,
  toId,
  toUtf8,
  u16,
  u64,
  unpad,
} from '../encoding/index.ts';
import { ANNOUNCEMENT_BYTES, isStore } from '../wire/index.ts';
import { armor } from './armor.ts';
import type { ChannelKey } from './channels/index.ts';
import { announcementHash, openAnnouncement, sealAnnouncement } from './channels/index.ts';
import { ArmorVersionError } from './errors.ts';
import { dearmor } from './find.ts';
import { kinds, VERSION } from './layout.ts';

const ID_BYTES = 16;
const head = new Uint8Array([VERSION, kinds.channel]);
const ANNOUNCED_AT = head.length + ID_BYTES;
const ID_AT = ANNOUNCED_AT + ANNOUNCEMENT_BYTES;
const SEALED_AT = ID_AT + ID_BYTES;
const SAID_AT = ID_BYTES + 8;
/** What a text says of the store of its channel: that there is none, which it is, and that it has the key of this text. */
const said = { nothing: 0, named: 1, hasKey: 2 } as const;

/** What a member writes into a channel. */
export interface ChannelText {
  /** Who says to have written it: a random id that a member keeps for this channel. Any member can write as another. */
  readonly member: Id;
  /** When, by their clock. */
  readonly time: number;
  readonly text: string;
  /** Where members may announce keys, too; `hasKey`: the key of this text was announced there. */
  readonly store?: ChannelStore | undefined;
}

export interface ChannelStore {
  readonly origin: string;
  readonly hasKey: boolean;
}

/** Bytes of a text beside what its writer typed. */
export function aroundChannelText(store: string | undefined): number {
  return SAID_AT + 1 + (store === undefined ? 0 : 2 + store.length);
}

/** A channel as whoever writes or reads knows it: its id, and S of its chat password. */
export interface ChannelSecret {
  readonly channel: Id;
  readonly secret: Bytes;
}

/** A text of a channel that was opened. */
export interface OpenedChannelText extends ChannelText {
  /** 16 bytes as an id. */
  readonly id: Id;
  /** The key that it was written under, which came with it. */
  readonly key: ChannelKey;
}

/**
 * Seals a text for a channel (protocol 8.9) and armors it: version, kind, channel id, the announcement of its key, id, AES-GCM of
 * the padded text. The key comes along because there may be no other way to hear of it: the chat password and any one text are
 * enough. Its seal is another one each time, so a page sees neither members nor new keys.
 */
export async function sealForChannel(of: ChannelSecret, key: ChannelKey, written: ChannelText): Promise<string> {
  const id = randomBytes(ID_BYTES);
  const once = textKey(key, id);
  const padded = pad(bodyOf(written));
  const announced = await sealAnnouncement(of.secret, of.channel, key);
  const sealed = await sealOnce(once, padded, bindingOf(of.channel, key.hash, id));
  wipe(once, padded);
  return armor(concat(head, fromId(of.channel), announced, id, sealed));
}

/**
 * Of which channel the first armored text in `armored` says it is: anybody could have written that. Throws ArmorDamagedError, and
 * ArmorVersionError for a text of another kind.
 */
export function channelOfText(armored: string): Id {
  return toId(readings(armored)[0].slice(head.length, ANNOUNCED_AT));
}

/**
 * Opens the first armored text in `armored`. Throws ArmorDamagedError, ArmorVersionError, and DecryptionError for another channel, a
 * wrong password, or a text that no member wrote.
 */
export async function openForChannel({ channel, secret }: ChannelSecret, armored: string): Promise<OpenedChannelText> {
  const texts = readings(armored);
  // They differ in where they end.
  const [first] = texts;
  if (channelOfText(armored) !== channel) throw new DecryptionError();
  const announcement = await openAnnouncement(secret, channel, first.slice(ANNOUNCED_AT, ID_AT)).catch(asUnopened);
  const key = { ...announcement, hash: announcementHash(channel, announcement) };
  const id = first.slice(ID_AT, SEALED_AT);
  const sealed = texts.map((text) => text.slice(SEALED_AT));
  const padded = await openFirst(textKey(key, id), sealed, bindingOf(channel, key.hash, id));
  try {
    return { ...writtenIn(unpad(padded)), id: toId(id), key };
  } catch (error) {
    return asUnopened(error);
  } finally {
    wipe(padded);
  }
}

function bodyOf({ member, time, text, store }: ChannelText): Bytes {
  return concat(fromId(member), u64(time), storeBytes(store), toUtf8(text));
}

function storeBytes(store: ChannelStore | undefined): Bytes {
  if (!store) return new Uint8Array([said.nothing]);
  const origin = toUtf8(store.origin);
  return concat(new Uint8Array([store.hasKey ? said.hasKey : said.named]), u16(origin.length), origin);
}

function writtenIn(body: Bytes): ChannelText {
  const [store, text] = storeIn(body.slice(SAID_AT));
  const written = { member: toId(body.slice(0, ID_BYTES)), time: readU64(body, ID_BYTES), text: fromUtf8(text) };
  return store ? { ...written, store } : written;
}

/** The store that a text names, and what stands behind it. */
function storeIn(rest: Bytes): readonly [ChannelStore | undefined, Bytes] {
  const [what] = rest;
  if (what === said.nothing) return [undefined, rest.slice(1)];
  if (what !== said.named && what !== said.hasKey) throw new MalformedError('it says something else of a store');
  const end = 3 + readU16(rest, 1);
  const origin = fromUtf8(rest.slice(3, end));
  if (rest.length < end || !isStore(origin)) throw new MalformedError('no store');
  return [{ origin, hasKey: what === said.hasKey }, rest.slice(end)];
}

function readings(armored: string): ReturnType<typeof dearmor> {
  const texts = dearmor(armored);
  if (texts[0][1] !== kinds.channel) throw new ArmorVersionError();
  return texts;
}

/** What only a member could have sealed, and none does, is a text that doesn't open. */
function asUnopened(error: unknown): never {
  throw error instanceof MalformedError ? new DecryptionError() : error;
}

async function openFirst(once: Bytes, sealed: readonly Bytes[], ad: Bytes): Promise<Bytes> {
  for (const one of sealed) {
    const padded = await openOnce(once, one, ad).catch(() => undefined);
    if (padded) {
      wipe(once);
      return padded;
    }
  }
  wipe(once);
  throw new DecryptionError();
}

function textKey({ key }: ChannelKey, id: Bytes): Bytes {
  return kdf(key, 'channel/message', id);
}

function bindingOf(channel: Id, announcement: Bytes, id: Bytes): Bytes {
  const [version, kind] = [head.slice(0, 1), head.slice(1, 2)];
  return associate('channel/text', { version, kind, channel: fromId(channel), announcement, id });
}
