import { equal, hmacSha256, randomBytes } from '../../crypto/index.ts';
import { fromBase64url, toBase64url, toUtf8 } from '../../encoding/index.ts';

/** What is known of the copied text until it is cleared: enough to tell it from another one, and nothing of it. */
export interface CopiedMark {
  /** Milliseconds since 1970. */
  readonly clearsAt: number;
  /** Random, for this copy alone. */
  readonly key: string;
  readonly tag: string;
}

export function markOf(text: string, clearsAt: number): CopiedMark {
  const key = randomBytes(32);
  return { clearsAt, key: toBase64url(key), tag: toBase64url(tagOf(key, text)) };
}

export function isMarked({ key, tag }: CopiedMark, text: string): boolean {
  return equal(tagOf(fromBase64url(key), text), fromBase64url(tag));
}

/** What lies in storage, if it is one. */
export function readMark(stored: unknown): CopiedMark | undefined {
  if (typeof stored !== 'object' || stored === null) return undefined;
  const { clearsAt, key, tag } = stored as Partial<Record<keyof CopiedMark, unknown>>;
  const isMark = typeof clearsAt === 'number' && typeof key === 'string' && typeof tag === 'string';
  return isMark ? { clearsAt, key, tag } : undefined;
}

/** Some systems write line breaks in a way of their own. */
function tagOf(key: Uint8Array<ArrayBuffer>, text: string): Uint8Array<ArrayBuffer> {
  return hmacSha256(key, toUtf8(text.replace(/\r\n?/g, '\n')));
}
