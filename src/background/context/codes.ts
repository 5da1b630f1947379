import type { Handlers, StoreState } from '../../rpc/index.ts';
import { RefusedError } from '../../sync/index.ts';
import type { ExchangeState } from '../../sync/index.ts';

/** Codes of a store that mean something else where they are of this browser: its own failure, and an answer of its own making. */
const ofStores: Readonly<Record<string, string>> = { failed: 'unavailable', malformed: 'store-answer' };

/** The code of an error as pages know it. */
export function codeOf(error: unknown): string {
  if (!(error instanceof Error) || !('code' in error) || typeof error.code !== 'string') return 'unexpected';
  return error instanceof RefusedError ? shownCode(error.code) : error.code;
}

/** The same of a store's code, wherever it was kept. */
function shownCode(code: string): string {
  return ofStores[code] ?? code;
}

/** Handlers whose refusals by a store carry codes that pages know. */
export function withShownCodes<H extends Partial<Handlers>>(handlers: H): H {
  const wrapped = Object.entries(handlers).map(([name, handler]) => {
    const ask = handler as (...asked: unknown[]) => Promise<unknown>;
    return [name, (...asked: unknown[]) => ask(...asked).catch(rethrow)];
  });
  return Object.fromEntries(wrapped) as H;
}

function rethrow(error: unknown): never {
  if (!(error instanceof RefusedError) || shownCode(error.code) === error.code) throw error;
  throw Object.assign(new Error('The store refused', { cause: error }), { code: shownCode(error.code) });
}

/** How the exchange stands, as pages know it. */
export function shownState(state: ExchangeState): StoreState {
  switch (state.at) {
    case 'pulling':
      return { at: 'syncing', done: state.done, total: state.total };
    case 'following':
    case 'pushing':
      return { at: 'syncing', done: 0, total: 0 };
    case 'waiting':
    case 'stopped':
      return { ...state, code: shownCode(state.code) };
    case 'idle':
      return state;
  }
}
