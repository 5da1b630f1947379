import { useRef, useState } from 'preact/hooks';

export interface Action<Input extends unknown[]> {
  /** Starts it, unless it still runs. Never throws: what went wrong is in `error`. */
  readonly run: (...input: Input) => Promise<void>;
  readonly busy: boolean;
  readonly error: unknown;
  /** Forgets what went wrong, as soon as the user changes what they typed. */
  readonly clear: () => void;
}

/** Something that a press starts: runs once at a time, and keeps what went wrong until the next try. */
export function useAction<Input extends unknown[]>(work: (...input: Input) => Promise<unknown>): Action<Input> {
  const [state, setState] = useState<{ busy: boolean; error?: unknown }>({ busy: false });
  const running = useRef(false);
  const run = async (...input: Input): Promise<void> => {
    if (running.current) return;
    running.current = true;
    setState({ busy: true });
    try {
      await work(...input);
      setState({ busy: false });
    } catch (error) {
      setState({ busy: false, error });
    } finally {
      running.current = false;
    }
  };
  const clear = (): void => {
    if (state.error !== undefined) setState({ busy: state.busy });
  };
  return { run, busy: state.busy, error: state.error, clear };
}
