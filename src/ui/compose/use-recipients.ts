import { useRef, useState } from 'preact/hooks';
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
  const [said, choose] = useState<readonly ContactRow[]>();
  const first = useRef<readonly ContactRow[]>(undefined);
  // While locked it is not known: then it is asked again.
  first.current ??= task?.to;
  return { to: said ?? first.current ?? [], choose };
}
