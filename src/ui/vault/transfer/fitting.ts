import type { LikeChoice, StoreRoom } from '../../../rpc/index.ts';

type Told = Extract<StoreRoom, { at: 'store' }>;

/**
 * About how many of the items that come don't fit at the store. Merging makes no item more, and counts with all its bytes;
 * of bytes too many it is told as if all items were of one size.
 */
export function notFitting({ left, fresh, like }: Told, likeChoice: LikeChoice): number {
  const items = fresh.items + (likeChoice === 'leave' ? 0 : like.items);
  const more = fresh.items + (likeChoice === 'both' ? like.items : 0);
  const bytes = fresh.bytes + (likeChoice === 'leave' ? 0 : like.bytes);
  const byBytes = bytes > left.bytes ? Math.ceil(items * (1 - left.bytes / bytes)) : 0;
  return Math.max(0, more - left.items, byBytes);
}
