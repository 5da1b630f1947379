import type { JSX } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { message } from '../../platform/index.ts';

const second = 1_000;

/** How long a code is still good, as m:ss, for the eye alone: a screen reader would read every second. */
export function TimeLeft({ until }: { until: number }): JSX.Element {
  const [now, setNow] = useState(Date.now());
  useEffect(() => {
    const tick = setInterval(() => setNow(Date.now()), second);
    return () => clearInterval(tick);
  }, []);
  const left = Math.max(0, Math.ceil((until - now) / second));
  const time = `${String(Math.floor(left / 60))}:${String(left % 60).padStart(2, '0')}`;
  return <span>{message('linkTimeLeft', time)}</span>;
}
