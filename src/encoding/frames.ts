import type { Bytes } from './bytes.ts';
import { join, readU32, u32 } from './bytes.ts';
import { MalformedError } from './errors.ts';

/** What stands before a frame: its length. */
const LENGTH_BYTES = 4;

/** `u32 length | bytes` per frame (protocol 3.2): how several sealed things travel or lie together. */
export function writeFrames(frames: readonly Bytes[]): Bytes {
  return join(frames.flatMap((frame) => [u32(frame.length), frame]));
}

/** How many frames `source` has, as far as `most + 1`: read off their lengths, nothing is made. Throws MalformedError. */
export function countFrames(source: Bytes, most: number): number {
  let count = 0;
  for (let offset = 0; offset < source.length && count <= most; count += 1) offset = endOf(source, offset);
  return count;
}

/**
 * The frames, as views of `source`, which must be used up exactly. Throws MalformedError, also for frame `most + 1`: a
 * frame of nothing takes four bytes and becomes an object, so whoever is sent frames says first how many there may be.
 */
export function readFrames(source: Bytes, most: number): Bytes[] {
  const frames: Bytes[] = [];
  for (let offset = 0; offset < source.length;) {
    if (frames.length === most) throw new MalformedError('too many frames');
    const end = endOf(source, offset);
    frames.push(source.subarray(offset + LENGTH_BYTES, end));
    offset = end;
  }
  return frames;
}

function endOf(source: Bytes, offset: number): number {
  const end = offset + LENGTH_BYTES + readU32(source, offset);
  if (end > source.length) throw new MalformedError('frame ends too early');
  return end;
}
