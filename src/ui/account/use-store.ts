import { useQuestion } from '../kit/index.ts';
import type { Asked } from '../kit/index.ts';

/** How things stand with the store of this vault, always the present state: what waits to be sent changes with the items. */
export function useStore(): Asked<'account.status'> {
  return useQuestion('account.status', {}, ['account', 'status', 'items']);
}
