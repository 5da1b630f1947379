import { onPush } from '../platform/page/index.ts';
import type { Happening } from './contract/index.ts';

/** Hears what the background tells its pages, until the signal ends it. */
export function onHappening(listener: (happening: Happening) => void, signal?: AbortSignal): void {
  onPush(({ push, data }) => {
    if (push === 'happening') listener(data as Happening);
    return undefined;
  }, signal);
}
