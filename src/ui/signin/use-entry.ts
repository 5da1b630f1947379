import { useEffect, useRef, useState } from 'preact/hooks';
import { call } from '../../rpc/index.ts';
import type { AnswerOf, EntryState } from '../../rpc/index.ts';
import { codeOf, useAction, useHappening } from '../kit/index.ts';

type Entry = AnswerOf<'signin.start'>;

/** How often the background is asked, in milliseconds: it forgets what it opened when it is left alone for long. */
const heartbeat = 15_000;

export interface OpenEntry {
  readonly entry: Entry | undefined;
  readonly state: EntryState;
  /** Why the entry could not be begun. */
  readonly error: unknown;
  /** Begins anew; what was proven so far counts no more. */
  readonly again: () => void;
  /** Shows what a step answered. */
  readonly show: (state: EntryState) => void;
  /** Writes what was shown. From here on, going away does not take it back. */
  readonly accept: (deviceName: string) => Promise<void>;
}

/** An entry from its beginning until this part is drawn no more; then it is cancelled, unless it came to its end. */
export function useEntry(address: string | undefined, wish: 'clears' | 'leaves' | undefined): OpenEntry {
  const [entry, setEntry] = useState<Entry>();
  const [state, setState] = useState<EntryState>({ at: 'signin' });
  const turn = useRef(0);
  const open = useRef<string | undefined>(undefined);

  const show = (next: EntryState): void => {
    turn.current += 1;
    if (next.at === 'done') open.current = undefined;
    setState(next);
  };
  const begin = useAction(async () => {
    cancel(open);
    const where = address === undefined ? {} : { address };
    const begun = await call('signin.start', wish ? { ...where, [wish]: true } : where);
    open.current = begun.ticket;
    setEntry(begun);
    show({ at: 'signin' });
  });
  const look = (): void => {
    const asked = turn.current;
    if (open.current === undefined) return;
    // A step that was answered meanwhile knows better.
    call('signin.state', { ticket: open.current }).then(
      (known) => asked === turn.current && show(known),
      (error: unknown) => asked === turn.current && show({ at: 'failed', code: codeOf(error) }),
    );
  };
  useEffect(() => {
    void begin.run();
    return () => cancel(open);
  }, [address]);
  useHappening((happening) => {
    if (happening.type === 'account') look();
  });
  useEffect(() => {
    const beat = setInterval(look, heartbeat);
    return () => clearInterval(beat);
  }, []);
  const accept = async (deviceName: string): Promise<void> => {
    const ticket = open.current;
    if (ticket === undefined) return;
    open.current = undefined;
    try {
      await call('signin.accept', { ticket, deviceName });
    } catch (error) {
      open.current = ticket;
      throw error;
    }
    show({ at: 'done' });
  };
  return { entry, state, error: begin.error, again: () => void begin.run(), show, accept };
}

function cancel(open: { current: string | undefined }): void {
  const ticket = open.current;
  open.current = undefined;
  // It ends by itself, too, when this does not arrive.
  if (ticket !== undefined) call('signin.cancel', { ticket }).catch(() => undefined);
}
