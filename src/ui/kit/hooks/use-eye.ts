import { useEffect, useState } from 'preact/hooks';

/** So long a secret stays to be seen, in milliseconds. */
const seenFor = 30_000;

/** Whether a secret is shown. It is hidden again after half a minute, and when the window loses the focus. */
export function useEye(): readonly [boolean, (on: boolean) => void] {
  const [shown, show] = useState(false);
  useEffect(() => {
    if (!shown) return undefined;
    const hidden = new AbortController();
    const hide = (): void => show(false);
    const timer = setTimeout(hide, seenFor);
    addEventListener('blur', hide, { signal: hidden.signal });
    return () => {
      clearTimeout(timer);
      hidden.abort();
    };
  }, [shown]);
  return [shown, show];
}
