import type { Bytes } from '../encoding/index.ts';
import { ArchiveError, DamagedFileError, FileTooLargeError, SealedFileError } from './errors.ts';
import { bytesOf } from './pieces.ts';
import type { Source } from './pieces.ts';

/** One file of an archive, as its directory tells it. */
interface ArchiveEntry {
  readonly name: string;
  readonly flags: number;
  readonly method: number;
  readonly sum: number;
  readonly packed: number;
  readonly size: number;
  /** Where its own header begins. */
  readonly at: number;
}

/** A directory of more entries, or of more bytes, is no export of anybody's. */
const MOST = { entries: 100_000, directory: 32 * 1024 * 1024, name: 4096 };

const LOCAL = 0x04034b50;
const CENTRAL = 0x02014b50;
const END = 0x06054b50;
const END_BYTES = 22;
/** What stands where a number doesn't fit: the rest is told by ZIP64. */
const ELSEWHERE = { short: 0xffff, long: 0xffffffff };
const ENCRYPTED = 1;
const [STORED, DEFLATED] = [0, 8];

/** Whether a file begins as an archive does; an empty one is none. */
export async function isArchive(file: Source): Promise<boolean> {
  const beginning = await bytesOf(file, 0, 4);
  return beginning.length === 4 && viewOf(beginning).getUint32(0, true) === LOCAL;
}

/**
 * The directory of a ZIP (APPNOTE 6.3.10, 4.3.12 and 4.3.16), and nothing of what it holds. Throws ArchiveError for what is
 * damaged, in several parts or in ZIP64, and for names that lead out of a folder.
 */
export async function entriesOf(file: Source): Promise<readonly ArchiveEntry[]> {
  const tail = await bytesOf(file, Math.max(0, file.size - END_BYTES - ELSEWHERE.short), file.size);
  const view = viewOf(tail);
  let end = tail.length - END_BYTES;
  while (
    end >= 0 &&
    !(view.getUint32(end, true) === END && view.getUint16(end + 20, true) === tail.length - end - 22)
  ) {
    end -= 1;
  }
  if (end < 0) throw new ArchiveError();
  const short = (at: number): number => view.getUint16(end + at, true);
  const [count, length, start] = [short(10), view.getUint32(end + 12, true), view.getUint32(end + 16, true)];
  const isWhole = short(4) === 0 && short(6) === 0 && short(8) === count;
  const isElsewhere = count === ELSEWHERE.short || length === ELSEWHERE.long || start === ELSEWHERE.long;
  if (!isWhole || isElsewhere || count > MOST.entries || length > MOST.directory) throw new ArchiveError();
  if (start + length > file.size) throw new ArchiveError();
  return directory(await bytesOf(file, start, start + length), count);
}

function directory(bytes: Bytes, count: number): ArchiveEntry[] {
  const view = viewOf(bytes);
  const entries: ArchiveEntry[] = [];
  let at = 0;
  for (let left = count; left > 0; left--) {
    if (at + 46 > bytes.length || view.getUint32(at, true) !== CENTRAL) throw new ArchiveError();
    const [name, extra, comment] = [28, 30, 32].map((to) => view.getUint16(at + to, true)) as [number, number, number];
    const [sum, packed, size] = [16, 20, 24].map((to) => view.getUint32(at + to, true)) as [number, number, number];
    const entry = {
      name: nameOf(bytes.subarray(at + 46, at + 46 + name)),
      flags: view.getUint16(at + 8, true),
      method: view.getUint16(at + 10, true),
      sum,
      packed,
      size,
      at: view.getUint32(at + 42, true),
    };
    if ([packed, size, entry.at].includes(ELSEWHERE.long) || name > MOST.name) throw new ArchiveError();
    entries.push(entry);
    at += 46 + name + extra + comment;
  }
  if (at > bytes.length) throw new ArchiveError();
  return entries;
}

/** Nothing is ever written by these names; one that leads elsewhere says whose archive it is. */
function nameOf(bytes: Bytes): string {
  const name = new TextDecoder().decode(bytes);
  if (/^[/\\]|^[a-z]:|\0|(^|[/\\])\.\.([/\\]|$)/i.test(name)) throw new ArchiveError();
  return name;
}

/**
 * What one entry holds, up to so many bytes: however small it is packed, no more is unpacked than it says. Throws
 * SealedFileError for an encrypted one, FileTooLargeError, DamagedFileError, ArchiveError.
 */
export async function unpack(file: Source, entry: ArchiveEntry, most: number): Promise<Bytes> {
  if ((entry.flags & ENCRYPTED) !== 0) throw new SealedFileError();
  if (entry.size > most) throw new FileTooLargeError();
  if (entry.method !== STORED && entry.method !== DEFLATED) throw new ArchiveError();
  const header = await bytesOf(file, entry.at, entry.at + 30);
  if (header.length < 30 || viewOf(header).getUint32(0, true) !== LOCAL) throw new DamagedFileError();
  const start = entry.at + 30 + viewOf(header).getUint16(26, true) + viewOf(header).getUint16(28, true);
  if (start + entry.packed > file.size) throw new DamagedFileError();
  const packed = await bytesOf(file, start, start + entry.packed);
  const content = entry.method === STORED ? packed : await inflated(packed, entry.size);
  if (content.length !== entry.size || sumOf(content) !== entry.sum) throw new DamagedFileError();
  return content;
}

/** Throws DamagedFileError, also for what goes on after `size` bytes. */
async function inflated(packed: Bytes, size: number): Promise<Bytes> {
  const content = new Uint8Array(size);
  let at = 0;
  const reader = new Blob([packed]).stream().pipeThrough(new DecompressionStream('deflate-raw')).getReader();
  try {
    for (let step = await reader.read(); !step.done; step = await reader.read()) {
      // Throws a RangeError for what doesn't fit.
      content.set(step.value, at);
      at += step.value.length;
    }
  } catch {
    await reader.cancel().catch(() => undefined);
    throw new DamagedFileError();
  }
  return content.subarray(0, at);
}

/** CRC-32 of ISO 3309, as archives have it. */
function sumOf(bytes: Bytes): number {
  let sum = 0xffffffff;
  for (const byte of bytes) sum = (sum >>> 8) ^ (table[(sum ^ byte) & 0xff] ?? 0);
  return (sum ^ 0xffffffff) >>> 0;
}

const table = Uint32Array.from({ length: 256 }, (_, at) => {
  let sum = at;
  for (let bit = 0; bit < 8; bit++) sum = (sum & 1) === 1 ? (sum >>> 1) ^ 0xedb88320 : sum >>> 1;
  return sum;
});

function viewOf(bytes: Bytes): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}
