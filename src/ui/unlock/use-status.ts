import { useEffect, useRef } from 'preact/hooks';
import { useQuestion } from '../kit/index.ts';
import type { Asked } from '../kit/index.ts';

/**
 * The vault's state, always the present one. When it falls into the full lock, the page loads itself anew: that is the only
 * way to have whatever it showed out of its memory. Until then it is told nothing, so that nobody types into a page that
 * is about to go.
 */
export function useStatus(): Asked<'status'> {
  const asked = useQuestion('status', {}, ['status']);
  const open = useRef(false);
  const lock = asked.answer?.vault === 'present' ? asked.answer.lock : undefined;
  const leaving = lock === 'locked' && open.current;
  useEffect(() => {
    if (leaving) location.reload();
    else open.current = lock !== undefined && lock !== 'locked';
  }, [lock, leaving]);
  return leaving ? { ...asked, answer: undefined } : asked;
}
