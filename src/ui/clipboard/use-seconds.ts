import { useEffect, useState } from 'preact/hooks';

/** Whole seconds until a moment, 0 when it is over; drawn anew as they pass. `until`: milliseconds since 1970. */
export function useSeconds(until: number): number {
  const [now, setNow] = useState(Date.now);
  const left = Math.max(0, until - now);
  useEffect(() => {
    setNow(Date.now());
  }, [until]);
  useEffect(() => {
    if (left === 0) return undefined;
    const timer = setTimeout(() => setNow(Date.now()), left % 1_000 || 1_000);
    return () => clearTimeout(timer);
  }, [left]);
  return Math.ceil(left / 1_000);
}
