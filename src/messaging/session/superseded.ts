import { wipe } from '../../crypto/index.ts';
import type { Bytes } from '../../encoding/index.ts';
import type { Session } from './types.ts';

/**
 * Overwrites what a session no longer needs once its successor is kept: keys that are in the one before and not in the one
 * after. Only to be called when nobody goes back.
 */
export function wipeSuperseded(before: Session, after: Session): void {
  const still = new Set(secretsOf(after));
  wipe(...secretsOf(before).filter((secret) => !still.has(secret)));
}

/** Overwrites all of a session: it was written down, and is read again when it is needed. */
export function wipeSession(session: Session): void {
  wipe(...secretsOf(session));
}

/** Every secret of a session. */
function secretsOf(session: Session): readonly Bytes[] {
  const { root, own, sending, receiving, nextSending, nextReceiving, skipped } = session;
  return [
    ...[root, nextSending, nextReceiving, own.agreement.privateKey, own.kem.seed],
    ...(sending ? [sending.key, sending.header] : []),
    ...(receiving ? [receiving.key, receiving.header] : []),
    ...skipped.flatMap(({ header, keys }) => [header, ...keys.map(({ key }) => key)]),
  ];
}
