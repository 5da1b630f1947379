import { useEffect, useState } from 'preact/hooks';
import { call } from '../../../rpc/index.ts';
import type { ItemRow } from '../../../rpc/index.ts';
import { tabHere } from '../here.ts';

/** More are found by searching. */
const most = 4;

/** So long the list waits for these, in milliseconds: once it is drawn nothing comes above it any more. */
const patience = 150;

type Found = Readonly<Record<'card' | 'identity', readonly ItemRow[]>>;

/** The cards and identities that the page behind the popup has a form for. */
export interface FormItems extends Found {
  /** The list need not wait any more. */
  readonly isKnown: boolean;
  /** They came after the list was drawn: their place is below it. */
  readonly isLate: boolean;
}

const none: Found = { card: [], identity: [] };

/** Asked once. */
export function useFormItems(): FormItems {
  const [items, setItems] = useState<FormItems>({ ...none, isKnown: false, isLate: false });
  useEffect(() => {
    const know = (found: Found): void => setItems(({ isKnown: isLate }) => ({ ...found, isKnown: true, isLate }));
    const timer = setTimeout(know, patience, none);
    findFormItems()
      .then(know, () => know(none))
      .finally(() => clearTimeout(timer));
    return () => clearTimeout(timer);
  }, []);
  return items;
}

async function findFormItems(): Promise<Found> {
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
