import type { Bytes, Id } from '../../encoding/index.ts';
import {
  bytes,
  concat,
  countFrames,
  fromId,
  ID_BYTES,
  MalformedError,
  readFrames,
  readU16,
  readU32,
  toId,
  u16,
  u32,
  writeFrames,
} from '../../encoding/index.ts';
import { FORMAT, FormatError, OversizeError } from '../format/index.ts';
import { MOST_COMMIT_LISTS, MOST_SLOTS } from './limits.ts';

const HASH_BYTES = 32;
const SIGNATURE_BYTES = 64;
const FRAMES = 10;

/** Records that one commit may write and remove (protocol 3.2): whoever has more to say makes several commits. */
export const MOST_COMMIT_RECORDS = 10_000;

export interface CommittedRecord {
  readonly id: Id;
  readonly revision: number;
  readonly blob: Bytes;
}

/** A commit (protocol 3): applied whole or not at all, and only where `parent` is the head. */
export interface Commit {
  readonly parent: Bytes;
  readonly put: readonly CommittedRecord[];
  readonly remove: readonly Id[];
  /** What a commit doesn't change is absent. */
  readonly keyring?: Bytes;
  /** All slots, encoded. */
  readonly slots?: readonly Bytes[];
  /** Versions of the device list, oldest first, encoded. */
  readonly lists?: readonly Bytes[];
  readonly manifest: Bytes;
  readonly author: Id;
  readonly signature: Bytes;
}

/** Ten frames: format, parent, records, removed ids, keyring, slots, lists, manifest, author, signature. Empty is absent. */
export function writeCommit(commit: Commit): Bytes {
  const records = commit.put.map(({ id, revision, blob }) => concat(fromId(id), u32(revision), blob));
  return writeFrames([
    u16(FORMAT),
    commit.parent,
    writeFrames(records),
    concat(...commit.remove.map(fromId)),
    commit.keyring ?? bytes(0),
    writeFrames(commit.slots ?? []),
    writeFrames(commit.lists ?? []),
    commit.manifest,
    fromId(commit.author),
    commit.signature,
  ]);
}

/** Throws MalformedError, FormatError, OversizeError. Whatever it answers is of the right shape, and not yet verified. */
export function readCommit(source: Bytes): Commit {
  const frames = readFrames(source, FRAMES);
  const [version, ...rest] = frames;
  if (version?.length !== 2) throw new MalformedError('commit without format');
  if (readU16(version) !== FORMAT) throw new FormatError();
  const [parent, put, remove, keyring, slots, lists, manifest, author, signature, ...more] = rest;
  if (
    !parent ||
    !put ||
    !remove ||
    !keyring ||
    !slots ||
    !lists ||
    !manifest ||
    !author ||
    !signature ||
    more.length > 0
  ) {
    throw new MalformedError('commit of another shape');
  }
  if (parent.length !== HASH_BYTES || signature.length !== SIGNATURE_BYTES || manifest.length === 0) {
    throw new MalformedError('commit of another shape');
  }
  return {
    parent,
    ...readChanges(put, remove),
    ...(keyring.length > 0 ? { keyring } : {}),
    ...(slots.length > 0 ? { slots: readSome(slots, MOST_SLOTS) } : {}),
    ...(lists.length > 0 ? { lists: readSome(lists, MOST_COMMIT_LISTS) } : {}),
    manifest,
    author: toId(author),
    signature,
  };
}

function readSome(frames: Bytes, most: number): Bytes[] {
  if (countFrames(frames, most) > most) throw new OversizeError();
  return readFrames(frames, most);
}

function readChanges(put: Bytes, remove: Bytes): Pick<Commit, 'put' | 'remove'> {
  const most = MOST_COMMIT_RECORDS - remove.length / ID_BYTES;
  if (most < 0 || countFrames(put, most) > most) throw new OversizeError();
  const records = readFrames(put, MOST_COMMIT_RECORDS).map(readRecord);
  const removed = readIds(remove);
  const touched = [...records.map(({ id }) => id), ...removed];
  if (new Set(touched).size !== touched.length) throw new MalformedError('record named twice');
  return { put: records, remove: removed };
}

function readRecord(frame: Bytes): CommittedRecord {
  if (frame.length <= ID_BYTES + 4) throw new MalformedError('record too short');
  const revision = readU32(frame, ID_BYTES);
  if (revision === 0) throw new MalformedError('revision 0');
  return { id: toId(frame.subarray(0, ID_BYTES)), revision, blob: frame.subarray(ID_BYTES + 4) };
}

function readIds(source: Bytes): Id[] {
  if (source.length % ID_BYTES !== 0) throw new MalformedError('ids end too early');
  return Array.from({ length: source.length / ID_BYTES }, (_, place) =>
    toId(source.subarray(place * ID_BYTES, (place + 1) * ID_BYTES)),
  );
}
