import type { StoreState, StoreStatus } from '../../rpc/index.ts';

/** Waiting helps with everything else that a store is waited for: these want a person to make room. */
const wantsPerson: ReadonlySet<string> = new Set(['quota', 'too-large', 'proxy-refused', 'store-full']);

/** Whether to ask the store once more is of use; what stopped for good wants something else first. */
export function canSync(state: StoreState): boolean {
  if (state.at === 'stopped') return state.code === 'another-store';
  return state.at === 'idle' || state.at === 'waiting' || state.at === 'syncing';
}

/** The code of what a person has to see to, if there is anything: everything else goes on by itself. */
export function needsPerson(status: StoreStatus): string | undefined {
  if (!status.connected) return undefined;
  const { state } = status;
  if (state.at === 'connecting') return 'sign-up-unknown';
  if (state.at === 'stopped') return state.code;
  return state.at === 'waiting' && wantsPerson.has(state.code) ? state.code : undefined;
}
