import { useEffect, useState } from 'preact/hooks';
import type { ForPage } from '../../rpc/index.ts';
import { useQuestion } from '../kit/index.ts';
import { tabHere } from './here.ts';

/** The logins of the page behind the popup. */
export interface PageLogins {
  /** Absent until it is known, and where there is no page. */
  readonly answer: ForPage | undefined;
  readonly error: unknown;
  /** The tab behind the popup, once that is known. */
  readonly tab: number | 'none' | undefined;
  /** What is known is drawn: all is there, or it has taken so long that the rest need not wait. */
  readonly isDrawn: boolean;
}

/** So long the list waits for the rows that come first, in milliseconds: they would push the others down. */
const patience = 200;

export function usePageLogins(): PageLogins {
  const [tab, setTab] = useState<number | 'none'>();
  const [isLate, setLate] = useState(false);
  const { answer, error } = useQuestion('items.forPage', typeof tab === 'number' ? { tab } : undefined, [
    'items',
    'sites',
  ]);
  useEffect(() => {
    const timer = setTimeout(() => setLate(true), patience);
    void tabHere().then((found) => setTab(found ?? 'none'));
    return () => clearTimeout(timer);
  }, []);
  return { answer, error, tab, isDrawn: isLate || tab === 'none' || answer !== undefined || error !== undefined };
}
