import type { AeadKey } from '../crypto/index.ts';
import { equal, importKey, open, seal, wipe } from '../crypto/index.ts';
import type { Bytes, Id } from '../encoding/index.ts';
import {
  associate,
  fromId,
  fromJson,
  MalformedError,
  pad,
  readFrames,
  toJson,
  u32,
  unpad,
  writeFrames,
} from '../encoding/index.ts';
import { masterKeyFor } from '../keys/index.ts';
import { readSnapshotHeader, writeSnapshotHeader } from '../wire/index.ts';
import type { Catalog, Chunk } from './catalog.ts';
import { catalogOf } from './catalog.ts';
import { pack, unpack } from './packed.ts';
import type { Packed } from './packed.ts';

/*
 * [Note: the snapshot] Unlocking opens this and no record (protocol 4): the catalog in up to a hundred sealed chunks, behind a
 * small sealed header. The header is bound to the head and names each chunk's tag, so that chunks of different times
 * can't be mixed; a write seals the chunks that it touches and the header. It is a copy: whatever is wrong with it, it is
 * made again from the records.
 */

const TAG_BYTES = 16;

export interface SnapshotPlace {
  readonly account: Id;
  readonly generation: number;
  /** The head whose records these are. */
  readonly head: Bytes;
}

export interface SnapshotPart {
  readonly chunk: number;
  readonly bytes: Bytes;
}

/** KDF(MK, "snapshot"), ready for use. */
export async function snapshotKey(masterKey: Bytes): Promise<AeadKey> {
  const raw = masterKeyFor(masterKey, 'snapshot');
  return importKey(raw).finally(() => wipe(raw));
}

function headerBinding({ account, generation, head }: SnapshotPlace): Bytes {
  return associate('snapshot', { account: fromId(account), generation: u32(generation), head });
}

function chunkBinding({ account, generation }: SnapshotPlace, chunk: number, chunks: number): Bytes {
  const place = { chunk: u32(chunk), chunks: u32(chunks) };
  return associate('snapshot/chunk', { account: fromId(account), generation: u32(generation), ...place });
}

/**
 * Seals the changed chunks of a catalog and a new header. Parts are numbered as the store keeps them: 0 is the header, a
 * chunk's number is one more than its place. Without `before` every chunk must be named as changed.
 */
export async function sealSnapshot(
  key: AeadKey,
  place: SnapshotPlace,
  catalog: Catalog,
  changed: readonly number[],
  before: readonly Bytes[] = [],
): Promise<{ parts: SnapshotPart[]; tags: Bytes[]; length: number }> {
  const count = catalog.chunks.length;
  const sealed = await Promise.all(
    changed.map(async (chunk) => ({
      chunk,
      bytes: await seal(key, pad(writeChunk(catalog.chunks[chunk])), chunkBinding(place, chunk, count)),
    })),
  );
  const fresh = new Map(sealed.map((part) => [part.chunk, tagOf(part.bytes)]));
  const tags = catalog.chunks.map((_, chunk) => fresh.get(chunk) ?? before[chunk]);
  if (!tags.every((tag) => tag !== undefined)) throw new MalformedError('a chunk was never sealed');
  const header = await seal(key, writeSnapshotHeader({ tags }), headerBinding(place));
  const parts = [{ chunk: 0, bytes: header }, ...sealed.map(({ chunk, bytes }) => ({ chunk: chunk + 1, bytes }))];
  return { parts, tags, length: count + 1 };
}

/**
 * Opens a stored snapshot. Throws DecryptionError, MalformedError or FormatError if it is not, in every part, the one of
 * this head: then it is to be made again from the records.
 */
export async function openSnapshot(
  key: AeadKey,
  place: SnapshotPlace,
  parts: readonly Bytes[],
): Promise<{ catalog: Catalog; tags: readonly Bytes[] }> {
  const [first, ...sealed] = parts;
  if (!first) throw new MalformedError('no snapshot');
  const { tags } = readSnapshotHeader(await open(key, first, headerBinding(place)));
  const isWhole = tags.length === sealed.length && sealed.every((part, at) => equal(tagOf(part), tags[at] ?? first));
  if (!isWhole) throw new MalformedError('chunks of another snapshot');
  const chunks = await Promise.all(
    sealed.map(async (part, at) => readChunk(await open(key, part, chunkBinding(place, at, tags.length)))),
  );
  return { catalog: catalogOf(chunks), tags };
}

/** A copy, so that the tag doesn't keep its chunk in memory. */
function tagOf(sealed: Bytes): Bytes {
  return sealed.slice(-TAG_BYTES);
}

/** Two frames: the listed rows as JSON, and the unlisted ones as bytes. */
function writeChunk(chunk: Chunk | undefined): Bytes {
  if (!chunk) throw new MalformedError('no such chunk');
  return writeFrames([toJson(pack(chunk.listed)), chunk.unlisted]);
}

/** Only this room writes chunks, and their seal was checked: their rows are not looked at one by one. */
function readChunk(padded: Bytes): Chunk {
  const [listed, unlisted] = readFrames(unpad(padded), 2);
  if (!listed || !unlisted) throw new MalformedError('not a chunk');
  // A copy, so that the rows don't keep the rest of the chunk in memory.
  return { listed: unpack(fromJson(listed) as Packed) as Chunk['listed'], unlisted: unlisted.slice() };
}
