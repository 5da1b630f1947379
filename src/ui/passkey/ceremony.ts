import { closeOwnWindow, runPasskey } from '../../platform/index.ts';
import { call } from '../../rpc/index.ts';
import type { InputOf, PasskeyJob } from '../../rpc/index.ts';
import { codeOf } from '../kit/index.ts';

type Purpose = PasskeyJob['purpose'];
type Reason = InputOf<'passkey.failed'>['reason'];

const reasons: readonly string[] = ['cancelled', 'no-prf', 'known', 'not-allowed', 'failed'] satisfies Reason[];

/** Where the window is; `purpose` is unknown until the background has said what to do. */
export type Stage =
  | { readonly at: 'waiting'; readonly purpose?: Purpose }
  | { readonly at: 'done'; readonly purpose: Purpose }
  | { readonly at: 'failed'; readonly code: string };

/**
 * One try: asks what to do, runs the ceremony, lets the background finish it. A failure is shown, not reported: the user may
 * try again with the same ticket, and only closing the window gives up.
 */
export async function tryOnce(ticket: string, show: (stage: Stage) => void): Promise<void> {
  show({ at: 'waiting' });
  try {
    const job = await call('passkey.job', { ticket });
    show({ at: 'waiting', purpose: job.purpose });
    const result = await runPasskey(job);
    await call('passkey.done', { ticket, ...result });
    show({ at: 'done', purpose: job.purpose });
    await closeOwnWindow();
  } catch (error) {
    show({ at: 'failed', code: codeOf(error) });
  }
}

/** Tells the background, and through it the window that waits for us, that nothing will come of it. */
export async function giveUp(ticket: string, code: string): Promise<void> {
  const reason = reasons.includes(code) ? (code as Reason) : 'failed';
  await call('passkey.failed', { ticket, reason }).catch(() => undefined);
}
