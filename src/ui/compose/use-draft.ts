import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import { call } from '../../rpc/index.ts';
import type { ComposeTask, Typed } from '../../rpc/index.ts';
import { ticket } from '../frame/index.ts';
import { Saver } from './saver.ts';

/** What is being written, which outlives its box. */
export interface Draft extends Typed {
  readonly change: (change: Partial<Typed>) => void;
  /** When what came back was written, in milliseconds since 1970; undefined: nothing came back, or that is no news. */
  readonly restored: number | undefined;
  /** Puts away what came back. */
  readonly beginAnew: () => void;
  /** Brings back what was put away; undefined: nothing was. */
  readonly bringBack: (() => void) | undefined;
  /** Keeps now what isn't kept yet. Throws when it can't be. */
  readonly flush: () => Promise<void>;
  /** It has come where it belongs, or is about to. */
  readonly drop: () => Promise<void>;
}

const empty: Typed = { text: '', replace: false };

/** What was written at this field before comes back once, above what is typed already. */
export function useDraft(task: ComposeTask | undefined): Draft {
  const [typed, setTyped] = useState(empty);
  const [restored, setRestored] = useState<number>();
  const [away, setAway] = useState<Typed>();
  const now = useRef(typed);
  const hasLooked = useRef(false);
  const saver = useMemo(() => new Saver((next) => call('compose.keep', { ticket: ticket(), ...next })), []);
  const set = (next: Typed): void => {
    now.current = next;
    setTyped(next);
  };
  const change = (part: Partial<Typed>): void => {
    set({ ...now.current, ...part });
    saver.change(now.current);
  };
  useEffect(() => {
    const before = task?.typed ?? task?.draft;
    if (!task || before === undefined || hasLooked.current) return;
    hasLooked.current = true;
    saver.begin();
    if (!before) return;
    const { text, replace } = before;
    if (!task.typed) setRestored(task.draft?.at);
    if (now.current.text === '') set({ text, replace });
    else change({ text: `${text}\n${now.current.text}`, replace });
  }, [task]);
  useEffect(() => {
    // A page that takes the frame away, or a window that is closed, leaves no more time than for this.
    const leave = (): void => void saver.flush().catch(() => undefined);
    addEventListener('pagehide', leave);
    return () => removeEventListener('pagehide', leave);
  }, [saver]);
  return {
    ...typed,
    change,
    restored,
    beginAnew: () => {
      setAway(now.current);
      setRestored(undefined);
      change(empty);
    },
    bringBack:
      away &&
      (() => {
        setAway(undefined);
        change(away);
      }),
    flush: () => saver.flush(),
    drop: () => saver.drop(),
  };
}
