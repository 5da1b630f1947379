import type { PendingChange, VaultHost } from '../state/index.ts';

/** Takes the proposal out of the open state again, made or not. Throws why it could not be made. */
export function concludePending(host: VaultHost): Promise<PendingChange | undefined> {
  return host.turn(({ pending }) => {
    host.hold({ pending: undefined });
    if (pending?.failure) throw pending.failure.error;
    return pending;
  });
}
