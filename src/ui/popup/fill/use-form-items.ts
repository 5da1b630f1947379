import { useEffect, useState } from 'preact/hooks';
import { call } from '../../../rpc/index.ts';
import type { ItemRow } from '../../../rpc/index.ts';
import { tabHere } from '../here.ts';

/** More are found by searching. */
const most = 4;

/** The cards and identities that the page behind the popup has a form for; none until that is known. */
export interface FormItems {
  readonly card: readonly ItemRow[];
  readonly identity: readonly ItemRow[];
}

const none: FormItems = { card: [], identity: [] };

/** Asked once, after the list is there: nobody waits for it. `has`: how many there are of each kind. */
export function useFormItems(isDrawn: boolean): FormItems {
  const [items, setItems] = useState(none);
  useEffect(() => {
    if (isDrawn) void findFormItems().then(setItems, () => undefined);
  }, [isDrawn]);
  return items;
}

async function findFormItems(): Promise<FormItems> {
  const tab = await tabHere();
  const found = await Promise.all((['card', 'identity'] as const).map(itemsOf));
  // Without any item there is no reason to look at the page.
  if (tab === undefined || found.every((rows) => rows.length === 0)) return none;
  const { kinds } = await call('fill.look', { tab });
  const [card = [], identity = []] = found;
  return { card: kinds.includes('card') ? card : [], identity: kinds.includes('identity') ? identity : [] };
}

async function itemsOf(kind: 'card' | 'identity'): Promise<readonly ItemRow[]> {
  return (await call('items.search', { query: '', in: 'all', kind, offset: 0, limit: most })).rows;
}
