import { useEffect } from 'preact/hooks';
import { call } from '../../rpc/index.ts';

/** A background that is asked nothing falls asleep after thirty seconds, in milliseconds. */
const ASKS = 20_000;

/** Nobody looks at a frame for longer. */
const LASTS = 10 * 60_000;

/**
 * While something is waited for that only the store's news bring: keeps the background awake, which hears none asleep. The question
 * that it is asked puts off no lock, and asks no store.
 */
export function useAwake(isWaiting: boolean): void {
  useEffect(() => {
    if (!isWaiting) return undefined;
    const asking = setInterval(() => void call('status', {}).catch(() => undefined), ASKS);
    const enough = setTimeout(() => clearInterval(asking), LASTS);
    return () => {
      clearInterval(asking);
      clearTimeout(enough);
    };
  }, [isWaiting]);
}
