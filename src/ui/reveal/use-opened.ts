import { useEffect, useState } from 'preact/hooks';
import { call } from '../../rpc/index.ts';
import type { RevealAnswer } from '../../rpc/index.ts';
import { ticket } from '../frame/index.ts';
import { codeOf, useHappening } from '../kit/index.ts';

export type Opened =
  | { readonly state: 'waiting' | 'locked' }
  | { readonly state: 'open'; readonly answer: RevealAnswer }
  | { readonly state: 'failed'; readonly error: unknown };

/**
 * The opened text, asked for again after a lock. At a full lock the frame loads itself anew, so that the browser frees what
 * it held; while only messages are locked it drops the text.
 */
export function useOpened(): Opened {
  const [opened, setOpened] = useState<Opened>({ state: 'waiting' });
  const open = async (): Promise<void> => {
    try {
      setOpened({ state: 'open', answer: await call('reveal.open', { ticket: ticket() }) });
    } catch (error) {
      setOpened(
        ['locked', 'messages-locked'].includes(codeOf(error)) ? { state: 'locked' } : { state: 'failed', error },
      );
    }
  };
  useEffect(() => void open(), []);
  useHappening(({ type }) => {
    if (type === 'status') void followLock(opened, setOpened, open);
  });
  return opened;
}

async function followLock(opened: Opened, set: (next: Opened) => void, open: () => Promise<void>): Promise<void> {
  const status = await call('status', {}).catch(() => undefined);
  if (status?.lock === 'locked' && opened.state === 'open') location.reload();
  else if (status?.lock !== 'unlocked') set({ state: 'locked' });
  else if (opened.state !== 'open') await open();
}
