import { call } from '../rpc/index.ts';
import { hearFirst, world } from './document/index.ts';

const signs = ['pointermove', 'pointerdown', 'touchstart', 'keydown', 'wheel'] as const;

/** After which time it is listened anew for the first time, in milliseconds; then after twice as long, and so on. */
const first = 1_000;
const last = 2 ** 30;

/**
 * Waits for the first event that a person made in this frame, then has the rest of us injected. Until then it changes
 * nothing, observes nothing and says nothing, so that a page can't tell that we are there. Scripted events don't count.
 * A document that is written anew forgets all its listeners without a word, so they are added again, ever more rarely.
 */
export function wait(): void {
  const shared = world();
  if (shared.waiting?.signal.aborted === false) return;
  const waiting = (shared.waiting = new AbortController());
  const { signal } = waiting;
  const hear = (event: Event): void => {
    if (event.isTrusted && !signal.aborted) wake();
  };
  const listen = (pause: number): void => {
    if (signal.aborted) return;
    hearFirst();
    for (const sign of signs) addEventListener(sign, hear, { capture: true, passive: true, signal });
    if (pause < last) setTimeout(listen, pause, 2 * pause);
  };
  listen(first);
}

/** Ends the waiting: a person is here. */
export function wake(): void {
  const shared = world();
  shared.waiting?.abort();
  shared.marks = true;
  // Orphaned or refused (opaque origin, site switched off): then this page goes without us.
  call('page.wake', {}).catch(() => undefined);
}
