import { digest } from '../../crypto/index.ts';
import type { Id } from '../../encoding/index.ts';
import { fromId, toHex, toId } from '../../encoding/index.ts';

const ID_BYTES = 16;

/** The conversation of two people (protocol 8.5): the same on both sides. */
export function conversationOf(one: Id, other: Id): Id {
  const [a, b] = [fromId(one), fromId(other)];
  const [first, second] = toHex(a) < toHex(b) ? [a, b] : [b, a];
  return toId(digest('conversation', { first, second }).slice(0, ID_BYTES));
}
