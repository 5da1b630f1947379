import type { Bytes, Id } from '../../encoding/index.ts';
import {
  concat,
  fromId,
  fromUtf8,
  MalformedError,
  readU16,
  readU32,
  readU64,
  toId,
  toUtf8,
  u16,
  u32,
  u64,
} from '../../encoding/index.ts';
import { isPersonName } from '../../typed/index.ts';
import type { Signed } from '../format/index.ts';
import { FORMAT, FormatError, readSigned } from '../format/index.ts';
import { MOST_CARD_BYTES } from './limits.ts';
import { isStore } from './store.ts';

/** By what somebody is found and written to for the first time (protocol 8.1). */
export interface Card {
  readonly account: Id;
  /** The account's identity (Ed25519, 32 bytes), which signs the card. */
  readonly identity: Bytes;
  /** The invitation token, 16 bytes: what the first deposit is taken for. */
  readonly token: Bytes;
  /** Version and hash (32 bytes) of the device list that its author held; its store is the origin that this version names. */
  readonly version: number;
  readonly list: Bytes;
  /** From 1: later cards of one list version have a higher one. */
  readonly serial: number;
  readonly time: number;
  /** What people see: NFC, 1 to 64 characters, none of which hides or turns another. */
  readonly name: string;
  readonly store: string;
}

const FORMAT_BYTES = 2;
const ACCOUNT_AT = FORMAT_BYTES;
const IDENTITY_AT = ACCOUNT_AT + 16;
const TOKEN_AT = IDENTITY_AT + 32;
const VERSION_AT = TOKEN_AT + 16;
const LIST_AT = VERSION_AT + 4;
const SERIAL_AT = LIST_AT + 32;
const TIME_AT = SERIAL_AT + 4;
const NAME_LENGTH_AT = TIME_AT + 8;
const NAME_AT = NAME_LENGTH_AT + 2;

/**
 * What is signed of a card: in bytes, as cards stand in pages and QR codes. `format u16 | account 16 | identity 32 | token 16 |
 * version u32 | list 32 | serial u32 | time u64 | length of the name u16 | name | store`. Throws MalformedError for what
 * `readCard` would refuse.
 */
export function writeCard(card: Card): Bytes {
  const { account, identity, token, version, list, serial, time, name, store } = card;
  const text = toUtf8(name);
  const fixed = concat(u16(FORMAT), fromId(account), identity, token, u32(version), list, u32(serial), u64(time));
  const written = concat(fixed, u16(text.length), text, toUtf8(store));
  if (fixed.length !== NAME_LENGTH_AT) throw new MalformedError('not a card');
  readContent(written);
  return written;
}

/** Not verified yet. Throws MalformedError, FormatError. */
export function readCard(source: Bytes): Signed<Card> {
  if (source.length > MOST_CARD_BYTES) throw new MalformedError('longer than it may be');
  const { signed, signature } = readSigned(source);
  return { value: readContent(signed), signed, signature };
}

function readContent(source: Bytes): Card {
  if (readU16(source) !== FORMAT) throw new FormatError();
  const nameEnd = NAME_AT + readU16(source, NAME_LENGTH_AT);
  if (nameEnd > source.length) throw new MalformedError('ends too early');
  const card: Card = {
    account: toId(source.slice(ACCOUNT_AT, IDENTITY_AT)),
    identity: source.slice(IDENTITY_AT, TOKEN_AT),
    token: source.slice(TOKEN_AT, VERSION_AT),
    version: readU32(source, VERSION_AT),
    list: source.slice(LIST_AT, SERIAL_AT),
    serial: readU32(source, SERIAL_AT),
    time: readU64(source, TIME_AT),
    name: fromUtf8(source.slice(NAME_AT, nameEnd)),
    store: fromUtf8(source.slice(nameEnd)),
  };
  const isSound = card.version > 0 && card.serial > 0 && isPersonName(card.name) && isStore(card.store);
  if (!isSound) throw new MalformedError('not a card');
  return card;
}
