import { equal } from '../../crypto/index.ts';
import type { Bytes } from '../../encoding/index.ts';
import { concat, fromId, MalformedError, readU16, readU32, toId, u16, u32 } from '../../encoding/index.ts';
import { FORMAT, FormatError } from '../../wire/index.ts';
import type { ComparedSide } from './safety.ts';

const FORMAT_BYTES = 2;
const SIDE_BYTES = 16 + 32 + 4 + 32;

/** What a QR code says to be compared: who shows it, and whom they hold the reader for. 170 bytes. */
export function writeComparison(own: ComparedSide, other: ComparedSide): Bytes {
  return concat(u16(FORMAT), writeSide(own), writeSide(other));
}

/**
 * What a contact's QR code says about what is held here (protocol 8.1), both lists having been fetched. `other-people`: it is
 * not of this contact for this account; `stale`: one side holds another version of a list, so nothing can be said.
 */
export function judgeComparison(
  scanned: Bytes,
  own: ComparedSide,
  other: ComparedSide,
): 'same' | 'differs' | 'stale' | 'other-people' {
  if (scanned.length !== FORMAT_BYTES + 2 * SIDE_BYTES) throw new MalformedError('not a comparison');
  if (readU16(scanned) !== FORMAT) throw new FormatError();
  const shower = readSide(scanned.slice(FORMAT_BYTES, FORMAT_BYTES + SIDE_BYTES));
  const reader = readSide(scanned.slice(FORMAT_BYTES + SIDE_BYTES));
  if (shower.account !== other.account || reader.account !== own.account) return 'other-people';
  if (shower.version !== other.version || reader.version !== own.version) return 'stale';
  return isSame(shower, other) && isSame(reader, own) ? 'same' : 'differs';
}

function writeSide({ account, identity, version, hash }: ComparedSide): Bytes {
  return concat(fromId(account), identity, u32(version), hash);
}

function readSide(source: Bytes): ComparedSide {
  return {
    account: toId(source.slice(0, 16)),
    identity: source.slice(16, 48),
    version: readU32(source, 48),
    hash: source.slice(52),
  };
}

function isSame(one: ComparedSide, other: ComparedSide): boolean {
  return equal(one.identity, other.identity) && equal(one.hash, other.hash);
}
