import { onAlarm, onBrowserStart, onSystemLock } from '../platform/index.ts';
import { clipboardAlarm, lockAlarm, messagesAlarm, recoveryAlarm, storeAlarm, trustsAlarm } from './build.ts';
import type { Removed } from './devices/index.ts';
import type { Parts } from './parts.ts';
import type { Watch } from './recovery/index.ts';

/** What its time may have come for, whichever alarm woke us. `run`: nobody waits for it. */
export function listenForTimes(
  { session, store, clipboard, trash, messages, topics, trusts }: Parts,
  { removed, watch }: { readonly removed: Removed; readonly watch: Watch },
  run: (work: Promise<unknown>) => void,
): void {
  onAlarm((name) => {
    if (name === lockAlarm) run(session.woken());
    if (name === storeAlarm) run(store.start());
    if (name === recoveryAlarm) run(watch.look());
    if (name === messagesAlarm) run(Promise.all([messages.look(), topics.look()]));
    if (name === clipboardAlarm) run(clipboard.woken());
    if (name === trustsAlarm) run(trusts.due());
    run(removed.woken());
    run(trash.sweep());
  });
  onSystemLock(() => run(session.lock('os-lock')));
  onBrowserStart(() => run(session.lock('browser-start')));
}
