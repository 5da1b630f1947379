import { closeOwnWindow } from '../../platform/index.ts';
import { call } from '../../rpc/index.ts';

/** The ticket in this frame's address: what it acts on, and that it may. */
export function ticket(): string {
  return location.hash.slice(1);
}

/** Takes this frame (or small window) away and ends its ticket. */
export async function close(): Promise<void> {
  await call('frame.close', { ticket: ticket() }).catch(() => undefined);
  if (window === window.top) await closeOwnWindow();
}
