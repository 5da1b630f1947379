import { useState } from 'preact/hooks';
import { openWindowInMiddle, passkeyWindowSize } from '../../platform/index.ts';
import { call } from '../../rpc/index.ts';
import type { InputOf } from '../../rpc/index.ts';
import { useAction, useHappening } from '../kit/index.ts';

type PasskeyWish = InputOf<'passkey.start'>;

/**
 * Opens the small window in which every ceremony runs, and returns its ticket. It is a window of its own because the
 * popup closes as soon as the browser's passkey dialog takes the focus.
 */
async function startPasskey(wish: PasskeyWish): Promise<string> {
  const { ticket } = await call('passkey.start', wish);
  await openWindowInMiddle(`passkey.html#${ticket}`, passkeyWindowSize);
  return ticket;
}

interface PasskeyFlow {
  readonly start: (wish: PasskeyWish) => Promise<void>;
  /** The window is open and nothing came of it yet. */
  readonly waiting: boolean;
  readonly error: unknown;
  readonly clear: () => void;
}

/** A ceremony seen from the window that began it; `onDone` when the background has finished it. */
export function usePasskey(onDone: () => void): PasskeyFlow {
  const [ticket, setTicket] = useState<string>();
  const [failed, setFailed] = useState<unknown>();
  const opening = useAction(async (wish: PasskeyWish) => {
    setFailed(undefined);
    setTicket(await startPasskey(wish));
  });
  useHappening((happening) => {
    if (happening.type !== 'passkey' || happening.ticket !== ticket) return;
    setTicket(undefined);
    if (happening.outcome === 'done') onDone();
    else setFailed({ code: happening.outcome });
  });
  const clear = (): void => {
    opening.clear();
    setFailed(undefined);
  };
  const waiting = opening.busy || ticket !== undefined;
  return { start: opening.run, waiting, error: opening.error ?? failed, clear };
}
