import { useEffect, useState } from 'preact/hooks';

/** Whether keys come to this frame. A page can take the focus while somebody types, and gets what is typed from then on. */
export function useHasFocus(): boolean {
  const [has, setHas] = useState(() => document.hasFocus());
  useEffect(() => {
    const look = (): void => setHas(document.hasFocus());
    const types = ['focus', 'blur'] as const;
    for (const type of types) addEventListener(type, look);
    // It may have come before there was anybody to hear of it.
    look();
    return () => types.forEach((type) => removeEventListener(type, look));
  }, []);
  return has;
}
