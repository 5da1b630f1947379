import { useEffect, useRef, useState } from 'preact/hooks';
import type { InputOf, ItemRow } from '../../../rpc/index.ts';
import { askEarly, useQuestion } from '../../kit/index.ts';
import type { Asked } from '../../kit/index.ts';

/** More are found by searching. */
const most = 4;

/** So long the list waits for these, in milliseconds: once it is drawn nothing comes above it any more. */
const patience = 150;

/** The cards and identities that the page behind the popup has a form for. */
export interface FormItems extends Readonly<Record<'card' | 'identity', readonly ItemRow[]>> {
  /** The list need not wait any more. */
  readonly isKnown: boolean;
  /** They came after the list was drawn: their place is below it. */
  readonly isLate: boolean;
}

function someOf(kind: 'card' | 'identity'): InputOf<'items.search'> {
  return { query: '', in: 'all', kind, offset: 0, limit: most };
}

/** Before there is a screen. */
export function askFormItemsEarly(): void {
  askEarly('items.search', someOf('card'));
  askEarly('items.search', someOf('identity'));
}

/** `tab`: the one behind the popup, once that is known. Asked once. */
export function useFormItems(tab: number | 'none' | undefined): FormItems {
  const card = useQuestion('items.search', someOf('card'));
  const identity = useQuestion('items.search', someOf('identity'));
  const hasAny = [card, identity].some(({ answer }) => answer !== undefined && answer.rows.length > 0);
  // Without any item there is no reason to look at the page.
  const looked = useQuestion('fill.look', hasAny && typeof tab === 'number' ? { tab } : undefined);
  const isFound =
    isSettled(card) && isSettled(identity) && (!hasAny || tab === 'none' || (tab !== undefined && isSettled(looked)));
  const isLate = useLate(isFound);
  const rowsOf = (kind: 'card' | 'identity', { answer }: Asked<'items.search'>): readonly ItemRow[] =>
    isFound && looked.answer?.kinds.includes(kind) ? (answer?.rows ?? []) : [];
  return { card: rowsOf('card', card), identity: rowsOf('identity', identity), isKnown: isFound || isLate, isLate };
}

function isSettled({ answer, error }: Pick<Asked<'items.search'>, 'error'> & { readonly answer: unknown }): boolean {
  return answer !== undefined || error !== undefined;
}

/** Whether patience ended before it was found; stays so. */
function useLate(isFound: boolean): boolean {
  const found = useRef(isFound);
  found.current ||= isFound;
  const [isLate, beLate] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => beLate(!found.current), patience);
    return () => clearTimeout(timer);
  }, []);
  return isLate;
}
