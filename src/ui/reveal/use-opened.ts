import { useEffect, useRef, useState } from 'preact/hooks';
import { call } from '../../rpc/index.ts';
import type { RevealAnswer } from '../../rpc/index.ts';
import { ticket } from '../frame/index.ts';
import { codeOf, useHappening } from '../kit/index.ts';

export type Opened =
  | { readonly state: 'waiting' | 'locked' | 'messages-locked' }
  /** `isLookedFor`: it has no key, and a look at the store since it was shown found none either. */
  | { readonly state: 'open'; readonly answer: RevealAnswer; readonly isLookedFor: boolean }
  | { readonly state: 'failed'; readonly error: unknown };

/**
 * The opened text, asked for again after a lock. At a full lock the frame loads itself anew, so that the browser frees what
 * it held; while only messages are locked it drops the text. `check`: looks for the key at the store, by a press; `again`: looks here
 * only.
 */
export function useOpened(): {
  readonly opened: Opened;
  readonly check: () => Promise<void>;
  readonly again: () => Promise<void>;
} {
  const [opened, setOpened] = useState<Opened>({ state: 'waiting' });
  const looked = useRef<{ readonly first: number | undefined }>(undefined);
  /** How often was asked, and which of these answers is shown: one that was asked for before it knows less. */
  const turns = useRef({ asked: 0, shown: 0 });
  const isNewer = (turn: number): boolean => {
    if (turn < turns.current.shown) return false;
    turns.current.shown = turn;
    return true;
  };
  const take = (answer: RevealAnswer): void => {
    const at = answer.kind === 'no-key' ? answer.lookedAt : undefined;
    if (answer.kind === 'no-key') looked.current ??= { first: at };
    setOpened({ state: 'open', answer, isLookedFor: at !== undefined && at !== looked.current?.first });
  };
  const open = async (): Promise<void> => {
    const turn = (turns.current.asked += 1);
    try {
      const answer = await call('reveal.open', { ticket: ticket() });
      if (isNewer(turn)) take(answer);
    } catch (error) {
      if (!isNewer(turn)) return;
      const code = codeOf(error);
      setOpened(code === 'locked' || code === 'messages-locked' ? { state: code } : { state: 'failed', error });
    }
  };
  useEffect(() => void open(), []);
  useHappening(({ type }) => {
    if (type === 'status') void followLock(opened, setOpened, open);
    // Something came, or somebody was added: what was not to be read before may be now, also where an answer of before is on its way.
    const isHeard = opened.state === 'open' || opened.state === 'waiting';
    if ((type === 'messages' || type === 'contacts') && isHeard) void open();
  });
  const check = async (): Promise<void> => {
    const answer = await call('reveal.check', { ticket: ticket() });
    // Looked up at its end, not at its beginning.
    if (isNewer((turns.current.asked += 1))) take(answer);
  };
  return { opened, check, again: open };
}

async function followLock(opened: Opened, set: (next: Opened) => void, open: () => Promise<void>): Promise<void> {
  const status = await call('status', {}).catch(() => undefined);
  if (status?.lock === 'locked' && opened.state === 'open') location.reload();
  else if (status?.lock !== 'unlocked') set({ state: status?.lock ?? 'locked' });
  else if (opened.state !== 'open') await open();
}
