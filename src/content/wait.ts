import { call } from '../rpc/index.ts';
import { world } from './world.ts';

const signs = ['pointermove', 'pointerdown', 'touchstart', 'keydown', 'wheel'] as const;

/**
 * Waits for the first event that a person made in this frame, then has the rest of us injected. Until then it changes
 * nothing, observes nothing and says nothing, so that a page can't tell that we are there. Scripted events don't count.
 */
export function wait(): void {
  const waiting = new AbortController();
  const wake = (event: Event): void => {
    if (!event.isTrusted || waiting.signal.aborted) return;
    waiting.abort();
    world().marks = true;
    // Orphaned or refused (opaque origin, site switched off): then this page goes without us.
    call('page.wake', {}).catch(() => undefined);
  };
  for (const sign of signs) {
    addEventListener(sign, wake, { capture: true, passive: true, signal: waiting.signal });
  }
}
