import { onPush } from '../platform/page/index.ts';
import { call } from '../rpc/index.ts';
import type { StoppedKey } from '../rpc/index.ts';
import { stopKeys, world } from './document/index.ts';

/**
 * Keeps what is typed from this document while our box is open in another frame of the tab. Ends when it is told so, and
 * when a key comes that nobody is there to be told of: a page must never be left without its keys.
 */
export function guard(): void {
  const shared = world();
  if (shared.guarded && !shared.guarded.signal.aborted) return;
  const life = new AbortController();
  shared.guarded = life;
  const end = (): void => life.abort();
  onPush(({ push }) => {
    if (push === 'unguard') end();
    return undefined;
  }, life.signal);
  // The box itself is open here: it stops more than this.
  if (shared.stop) return;
  const ask = (key: StoppedKey): void => {
    call('page.keyStopped', { key }).then(({ held }) => {
      if (!held) end();
    }, end);
  };
  stopKeys({ isOurs: () => false, stopped: ask }, life.signal);
}
