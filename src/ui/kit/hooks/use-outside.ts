import { useLayoutEffect, useState } from 'preact/hooks';

/**
 * A place beside the page's own content, for what must not lie inside it: a dialog's form inside another form, a sheet that
 * only paper sees. It is gone with the part that asked for it.
 */
export function useOutside(className?: string): HTMLElement {
  const [place] = useState(() => document.createElement('div'));
  useLayoutEffect(() => {
    if (className) place.className = className;
    document.body.append(place);
    return () => place.remove();
  }, [place, className]);
  return place;
}
