import type { Bytes } from './bytes.ts';
import { join, readU32, u32 } from './bytes.ts';
import { MalformedError } from './errors.ts';

/** `u32 length | bytes` per frame (protocol 3.2): how several sealed things travel or lie together. */
export function writeFrames(frames: readonly Bytes[]): Bytes {
  return join(frames.flatMap((frame) => [u32(frame.length), frame]));
}

/** The frames, as views of `source`, which must be used up exactly. Throws MalformedError. */
export function readFrames(source: Bytes): Bytes[] {
  const frames: Bytes[] = [];
  let offset = 0;
  while (offset < source.length) {
    const start = offset + 4;
    const end = start + readU32(source, offset);
    if (end > source.length) throw new MalformedError('frame ends too early');
    frames.push(source.subarray(start, end));
    offset = end;
  }
  return frames;
}
