import { message } from '../../platform/index.ts';
import type { StoreState, StoreStatus } from '../../rpc/index.ts';
import { counted, dateAndTime, longAgo, sentenceFor } from '../kit/index.ts';
import { fromStore } from '../signin/index.ts';

type Connected = StoreStatus & { connected: true };
type At<K extends StoreState['at']> = StoreState & { at: K };

/** What waits here to be sent; empty for nothing. */
export function unsentWords({ unsent = 0 }: Connected): string {
  return unsent === 0 ? '' : counted('storeUnsent', unsent);
}

/** All is sent and followed; and, where the store isn't heard, that changes of others take their time. */
export function idleWords(status: Connected, { unheard }: At<'idle'>): readonly string[] {
  const synced = status.syncedAt === undefined ? '' : message('storeSyncedAt', longAgo(status.syncedAt, Date.now()));
  const words = `${unsentWords(status) || message('storeIdle')} ${synced}`.trim();
  return unheard ? [words, message('storeUnheard')] : [words];
}

/** Why it waits, until when, and what does. */
export function waitingWords(status: Connected, { code, until }: At<'waiting'>): readonly string[] {
  const later = `${message('storeTriesAgain', dateAndTime(until))} ${unsentWords(status)}`.trim();
  return [sentenceFor(fromStore(code)), later];
}
