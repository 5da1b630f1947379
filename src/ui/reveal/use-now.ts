import { useEffect, useState } from 'preact/hooks';
import { pauseUntil } from './pause.ts';

/** The time, anew each minute until `until` (in milliseconds since 1970), and `ended` then; without it nothing happens. */
export function useNow(until: number | undefined, ended?: () => void): number {
  const [now, setNow] = useState(Date.now());
  useEffect(() => {
    if (until === undefined) return undefined;
    const left = until - now;
    const timer = setTimeout(
      () => {
        setNow(Date.now());
        if (Date.now() >= until) ended?.();
      },
      pauseUntil(until, now),
    );
    return left > 0 ? () => clearTimeout(timer) : undefined;
  }, [until, now]);
  return now;
}
