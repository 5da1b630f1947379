import type { Hash } from 'node:crypto';
import { createHash, hash } from 'node:crypto';
import type { Readable } from 'node:stream';
import type { Bytes } from '../../src/encoding/index.ts';
import { bytes } from '../../src/encoding/index.ts';
import { FREE_BYTES } from './budget.ts';
import { Refusal } from './refusal.ts';

/** A large body may begin slowly; after that it must keep this pace, for it holds what others wait for. */
const GRACE_MS = 5_000;
const LEAST_BYTES_A_SECOND = 65_536;
const LOOK_MS = 1_000;

/** A body, and its SHA-256. */
export interface Body {
  readonly bytes: Bytes;
  readonly sha256: () => Bytes;
}

export const noBody: Body = whole(bytes(0));

/** What stands in front of a body: how many bytes it says it has; undefined where it doesn't say. Throws Refusal. */
export function declaredLength(headers: Headers): number | undefined {
  const text = headers.get('content-length');
  if (text === null) return undefined;
  const length = Number(text);
  if (!/^[0-9]+$/.test(text) || !Number.isSafeInteger(length)) throw new Refusal('malformed');
  return length;
}

/** A body of exactly the length that was declared, hashed as it comes. Throws Refusal `malformed`, `too-slow`. */
export function readDeclared(request: Request, incoming: Readable | undefined, length: number): Promise<Body> {
  if (length === 0) return Promise.resolve(noBody);
  return incoming ? readIncoming(incoming, length) : readStream(request, length);
}

/** A body of unknown length and at most `limit` bytes: what is longer is not read to its end. Throws Refusal. */
export async function readUndeclared(request: Request, limit: number): Promise<Body> {
  const body = new Filling(limit);
  try {
    for await (const chunk of request.body ?? []) if (!body.add(chunk)) break;
  } catch {
    throw new Refusal('malformed');
  }
  if (body.isOver) throw new Refusal('too-large');
  return body.end();
}

async function readStream(request: Request, length: number): Promise<Body> {
  const body = await readUndeclared(request, length);
  if (body.bytes.length !== length) throw new Refusal('malformed');
  return body;
}

/** Straight from the socket: one buffer, and no stream in between that would hold a second. */
function readIncoming(incoming: Readable, length: number): Promise<Body> {
  return new Promise((resolve, reject) => {
    const body = new Filling(length);
    const stop = length > FREE_BYTES ? watchPace(body, () => settle(new Refusal('too-slow'))) : () => undefined;
    const settle = (failure?: Refusal): void => {
      stop();
      incoming.off('data', onData).off('end', onEnd).off('error', onEnd).off('close', onEnd);
      if (failure) reject(failure);
      else resolve(body.end());
    };
    const onData = (chunk: Uint8Array): void => {
      if (!body.add(chunk)) settle(new Refusal('malformed'));
    };
    const onEnd = (): void => settle(body.length === length ? undefined : new Refusal('malformed'));
    incoming.on('data', onData).on('end', onEnd).on('error', onEnd).on('close', onEnd);
    if (incoming.readableEnded || incoming.destroyed) onEnd();
  });
}

function watchPace(body: Filling, tooSlow: () => void): () => void {
  const began = performance.now();
  const timer = setInterval(() => {
    const late = performance.now() - began - GRACE_MS;
    if (late > 0 && body.length < (late * LEAST_BYTES_A_SECOND) / 1_000) tooSlow();
  }, LOOK_MS);
  return () => clearInterval(timer);
}

/** Bytes that come one after another into one buffer. */
class Filling {
  readonly #most: number;
  readonly #hash: Hash | undefined;
  readonly #buffer: Bytes;
  length = 0;
  isOver = false;

  constructor(most: number) {
    this.#most = most;
    // Memory that nothing was written to yet is no memory: what is only announced takes none.
    this.#buffer = bytes(most);
    if (most > FREE_BYTES) this.#hash = createHash('sha256');
  }

  /** False: that was more than there may be. */
  add(chunk: Uint8Array): boolean {
    const length = this.length + chunk.length;
    this.isOver = length > this.#most;
    if (this.isOver) return false;
    this.#buffer.set(chunk, this.length);
    this.#hash?.update(chunk);
    this.length = length;
    return true;
  }

  end(): Body {
    const all = this.#buffer.subarray(0, this.length);
    const digest = this.#hash?.digest();
    return digest ? { bytes: all, sha256: () => new Uint8Array(digest) } : whole(all);
  }
}

function whole(all: Bytes): Body {
  return { bytes: all, sha256: () => new Uint8Array(hash('sha256', all, 'buffer')) };
}
