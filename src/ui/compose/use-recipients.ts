import { useEffect, useRef, useState } from 'preact/hooks';
import type { ComposeTask, ContactRow } from '../../rpc/index.ts';

interface Chosen {
  /** Nobody: for oneself. */
  readonly to: readonly ContactRow[];
  readonly choose: (to: readonly ContactRow[]) => void;
}

/**
 * Whom this is for: as the frame came up, or as the person says since. Once it is shown nothing else changes it, whatever page or
 * background say later; while everything is locked nobody knows it yet, and nothing can be sealed.
 */
export function useRecipients(task: ComposeTask | undefined): Chosen {
  const [to, setTo] = useState<readonly ContactRow[]>([]);
  const isSettled = useRef(false);
  useEffect(() => {
    if (!task || isSettled.current) return;
    // While locked its names are not known: then it is asked again.
    if (task.draft === undefined && !task.typed && task.to.length === 0) return;
    isSettled.current = true;
    setTo(task.to);
  }, [task]);
  return {
    to,
    choose: (next) => {
      isSettled.current = true;
      setTo(next);
    },
  };
}
