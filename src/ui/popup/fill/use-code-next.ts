import { useQuestion } from '../../kit/index.ts';
import type { NextCode } from './code-row.tsx';

/** The login whose code is what the site asks for next, if there is one. */
export interface CodeNext {
  /** Until then nobody knows whether its row comes above the list. */
  readonly isKnown: boolean;
  readonly next: NextCode | undefined;
}

/** Asked once: a row that came above the list later would push the others from under the pointer. */
export function useCodeNext(): CodeNext {
  const { answer, error } = useQuestion('items.codeNext', {});
  const { id, title, isFilled = false } = answer ?? {};
  return {
    isKnown: answer !== undefined || error !== undefined,
    next: id === undefined || title === undefined ? undefined : { id, title, isFilled },
  };
}
