import type { Bytes } from '../../src/encoding/index.ts';
import { bytes } from '../../src/encoding/index.ts';
import { Refusal } from './refusal.ts';

/** The body, if it has at most `limit` bytes: what is longer is not read to its end. Throws Refusal. */
export async function readBody(request: Request, limit: number): Promise<Bytes> {
  const declared = request.headers.get('content-length');
  if (declared === null) return readStream(request, limit);
  const length = Number(declared);
  if (!Number.isSafeInteger(length) || length < 0) throw new Refusal('malformed');
  if (length > limit) throw new Refusal('too-large');
  if (length === 0) return bytes(0);
  try {
    return new Uint8Array(await request.arrayBuffer());
  } catch {
    throw new Refusal('malformed');
  }
}

async function readStream(request: Request, limit: number): Promise<Bytes> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  try {
    for await (const chunk of request.body ?? []) {
      length += chunk.length;
      if (length > limit) break;
      chunks.push(chunk);
    }
  } catch {
    throw new Refusal('malformed');
  }
  if (length > limit) throw new Refusal('too-large');
  return joined(chunks, length);
}

function joined(chunks: readonly Uint8Array[], length: number): Bytes {
  const all = bytes(length);
  let offset = 0;
  for (const chunk of chunks) {
    all.set(chunk, offset);
    offset += chunk.length;
  }
  return all;
}
