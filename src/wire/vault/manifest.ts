import * as v from 'valibot';
import type { Bytes } from '../../encoding/index.ts';
import { bytesOf, counter, decode, encode, id, time, unique } from '../format/index.ts';

const hash = bytesOf(32);

const manifest = v.strictObject({
  /** From 1. */
  sequence: counter,
  generation: counter,
  /** The head before this one; 32 zero bytes for the first. */
  previous: hash,
  device: id,
  /** The author's clock: a claim. */
  time,
  /** How many records live, and the sum over them. */
  count: v.pipe(v.number(), v.safeInteger(), v.minValue(0)),
  sum: hash,
  keyring: hash,
  slots: v.pipe(
    v.array(v.strictObject({ id, seal: hash })),
    unique((entry) => entry.id),
  ),
  list: hash,
  /** The head at which each other device was last seen. */
  seen: v.pipe(
    v.array(v.strictObject({ device: id, head: hash })),
    unique((entry) => entry.device),
  ),
  /** Only after a store was restored from a backup (protocol 3). */
  resumes: v.optional(hash),
  supersedes: v.optional(hash),
});

/** What a commit promises about the whole vault (protocol 3). Never stored but sealed. */
export type Manifest = v.InferOutput<typeof manifest>;

/** Throws MalformedError, FormatError. */
export function readManifest(source: Bytes): Manifest {
  return decode(manifest, source);
}

export function writeManifest(value: Manifest): Bytes {
  return encode(value);
}
