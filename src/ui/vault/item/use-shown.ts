import { useEffect, useState } from 'preact/hooks';

/** A secret that is shown is hidden again after this long, in milliseconds. */
const FOR = 30_000;

/** Whether a secret is shown: until it is hidden, for 30 seconds, or until the window loses the focus. */
export function useShown(): [boolean, (shown: boolean) => void] {
  const [shown, show] = useState(false);
  useEffect(() => {
    if (!shown) return undefined;
    const listening = new AbortController();
    const hide = (): void => show(false);
    const timer = setTimeout(hide, FOR);
    addEventListener('blur', hide, { signal: listening.signal });
    return () => {
      clearTimeout(timer);
      listening.abort();
    };
  }, [shown]);
  return [shown, show];
}
