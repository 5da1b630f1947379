import { useEffect, useState } from 'preact/hooks';
import { codeOf } from '../kit/index.ts';

/** How often it is asked how far a linking is, in milliseconds; asking takes it further. */
const every = 1_500;

interface Failed {
  readonly at: 'failed';
  readonly code: string;
}
const ends: readonly string[] = ['failed', 'handed', 'done'];

/** How far a linking is, from now until its end. Undefined without a ticket, and until the first answer. */
export function useLinking<State extends { readonly at: string }>(
  look: (ticket: string) => Promise<State>,
  ticket: string | undefined,
): State | Failed | undefined {
  const [state, setState] = useState<State | Failed>();
  useEffect(() => {
    setState(undefined);
    if (ticket === undefined) return undefined;
    let isOver = false;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const show = (next: State | Failed): void => {
      if (isOver) return;
      setState(next);
      if (!ends.includes(next.at)) timer = setTimeout(ask, every);
    };
    const ask = (): void => {
      look(ticket).then(show, (error: unknown) => show({ at: 'failed', code: codeOf(error) }));
    };
    ask();
    return () => {
      isOver = true;
      clearTimeout(timer);
    };
  }, [look, ticket]);
  return state;
}
