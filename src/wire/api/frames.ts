import * as v from 'valibot';
import type { Bytes, Id } from '../../encoding/index.ts';
import {
  concat,
  fromId,
  fromJson,
  ID_BYTES,
  MalformedError,
  readFrames,
  readU32,
  toId,
  toJson,
  u32,
  writeFrames,
} from '../../encoding/index.ts';
import type { PullHeader, VaultAnswerHeader } from './vault.ts';
import { pullHeader, vaultHeader } from './vault.ts';
import type { CommittedRecord } from '../vault/index.ts';
import { MOST_LISTS, MOST_SLOTS } from '../vault/index.ts';

/** A bound on work only: more slots than a store may take are told as the forgery that they are by whoever opens them. */
const MOST_TOLD = 2 * MOST_SLOTS;

const SIGNATURE_BYTES = 64;
const HASH_BYTES = 32;

/** Frames of one page: it ends at a mebibyte, and the least of them has 24 bytes. */
const MOST_PAGE = 131_072;
/** Bytes of a header: some numbers, an id, a head and a cursor have less than 600. JSON costs many times its length to read. */
const MOST_HEADER_BYTES = 1_024;

/** A manifest as the log holds it: whose it is, what it stands on, and the signature over both. Not yet verified. */
export interface LoggedManifest {
  readonly parent: Bytes;
  readonly author: Id;
  readonly signature: Bytes;
  readonly manifest: Bytes;
}

/** A deletion, and the revision at which the record was deleted. */
export interface Deletion {
  readonly id: Id;
  readonly revision: number;
}

/** What opens a vault: for a new browser, and for a locked one that has to follow a rotation. */
export interface VaultAnswer {
  readonly header: VaultAnswerHeader;
  readonly manifest: LoggedManifest;
  readonly keyring: Bytes;
  readonly slots: readonly Bytes[];
  /** Every version of the device list, oldest first, encoded. */
  readonly lists: readonly Bytes[];
}

/** A page of a pull. Manifests come first, oldest first; list versions and state stand in the first page only. */
export interface PullPage {
  readonly header: PullHeader;
  readonly manifests: readonly LoggedManifest[];
  readonly lists: readonly Bytes[];
  readonly state?: { readonly keyring: Bytes; readonly slots: readonly Bytes[] };
  readonly records: readonly CommittedRecord[];
  readonly deleted: readonly Deletion[];
}

/** `parent 32 | author 16 | signature 64 | manifest`. */
export function writeLoggedManifest({ parent, author, signature, manifest }: LoggedManifest): Bytes {
  return concat(parent, fromId(author), signature, manifest);
}

function readLoggedManifest(frame: Bytes | undefined): LoggedManifest {
  const signature = HASH_BYTES + ID_BYTES;
  const manifest = signature + SIGNATURE_BYTES;
  if (!frame || frame.length <= manifest) throw new MalformedError('manifest too short');
  return {
    parent: frame.subarray(0, HASH_BYTES),
    author: toId(frame.subarray(HASH_BYTES, signature)),
    signature: frame.subarray(signature, manifest),
    manifest: frame.subarray(manifest),
  };
}

/** Frames: header, manifest, keyring, slots (as frames), list versions (as frames). */
export function writeVaultAnswer({ header, manifest, keyring, slots, lists }: VaultAnswer): Bytes {
  return writeFrames([toJson(header), writeLoggedManifest(manifest), keyring, writeFrames(slots), writeFrames(lists)]);
}

/** Throws MalformedError. Everything in it is the store's word until keys have opened it. */
export function readVaultAnswer(source: Bytes): VaultAnswer {
  const [header, manifest, keyring, slots, lists, ...more] = readFrames(source, 5);
  if (!header || !keyring || !slots || !lists || more.length > 0) throw new MalformedError('vault of another shape');
  return {
    header: readHeader(vaultHeader, header),
    manifest: readLoggedManifest(manifest),
    keyring,
    slots: readFrames(slots, MOST_TOLD),
    lists: readFrames(lists, MOST_LISTS),
  };
}

/** What stands before a record's blob in its ready frame. */
export const READY_BYTES = 24;

/** A record's frame with its length before it, `u32 | id 16 | revision 4 | blob`: a store keeps it as it will be sent. */
export function readyRecord(id: Bytes, revision: number, blob: Bytes): Bytes {
  return concat(u32(id.length + 4 + blob.length), id, u32(revision), blob);
}

/** A deletion's frame: `id 16 | revision 4`. */
export function deletedRecord(id: Bytes, revision: number): Bytes {
  return concat(id, u32(revision));
}

/** What of a page is no record, as frames; and its records, ready, one behind the other. */
interface PageFrames {
  /** Manifests, list versions, keyring and slots (as frames) if `state`. */
  readonly before: readonly Bytes[];
  readonly records: Bytes;
  readonly deleted: readonly Bytes[];
}

/** Frames: header, manifests, list versions, keyring and slots, records, deletions. In pieces, to be sent one behind the other. */
export function writePullPage(header: PullHeader, { before, records, deleted }: PageFrames): Bytes[] {
  return [writeFrames([toJson(header), ...before]), records, writeFrames(deleted)];
}

/** Throws MalformedError. The numbers in the header say how many frames of each kind there are, and must agree. */
export function readPullPage(source: Bytes): PullPage {
  const [first, ...frames] = readFrames(source, MOST_PAGE);
  if (!first) throw new MalformedError('page without a header');
  const header = readHeader(pullHeader, first);
  const { manifests, lists, records, deleted } = header;
  const stateFrames = header.state ? 2 : 0;
  if (lists > MOST_LISTS) throw new MalformedError('too many lists');
  if (frames.length !== manifests + lists + stateFrames + records + deleted) throw new MalformedError('frames missing');
  const take = taker(frames);
  return {
    header,
    manifests: take(manifests).map(readLoggedManifest),
    lists: take(lists),
    ...readState(take(stateFrames)),
    records: take(records).map(readRecord),
    deleted: take(deleted).map(readDeletion),
  };
}

function taker(frames: readonly Bytes[]): (count: number) => Bytes[] {
  let offset = 0;
  return (count) => {
    offset += count;
    return frames.slice(offset - count, offset);
  };
}

function readState([keyring, slots]: readonly Bytes[]): Pick<PullPage, 'state'> {
  return keyring && slots ? { state: { keyring, slots: readFrames(slots, MOST_TOLD) } } : {};
}

function readRecord(frame: Bytes): CommittedRecord {
  if (frame.length <= ID_BYTES + 4) throw new MalformedError('record too short');
  return { ...readDeletion(frame.subarray(0, ID_BYTES + 4)), blob: frame.subarray(ID_BYTES + 4) };
}

function readDeletion(frame: Bytes): Deletion {
  if (frame.length !== ID_BYTES + 4) throw new MalformedError('deletion of another length');
  return { id: toId(frame.subarray(0, ID_BYTES)), revision: readU32(frame, ID_BYTES) };
}

function readHeader<S extends v.GenericSchema>(schema: S, frame: Bytes): v.InferOutput<S> {
  if (frame.length > MOST_HEADER_BYTES) throw new MalformedError('header too long');
  const result = v.safeParse(schema, fromJson(frame));
  if (!result.success) throw new MalformedError('header of another shape');
  return result.output;
}
