import { useEffect, useMemo, useReducer } from 'preact/hooks';
import type { AnswerOf, InputOf } from '../../rpc/index.ts';
import { useQuestion } from '../kit/index.ts';
import { countdown } from './countdown.ts';

type Answer = AnswerOf<'items.code'>;

/** What codes are asked of: an item's own secret, one of its fields, or a text. */
export type CodeSource = InputOf<'items.code'>;

interface Codes {
  readonly answer: Answer | undefined;
  readonly error: unknown;
  readonly again: () => void;
  /** Until the code changes; 0 while the next one is fetched. */
  readonly seconds: number;
}

/** The codes of a source: asked for again as each ends, and shown anew once a second. */
export function useCodes(source: CodeSource): Codes {
  const { answer, error, again } = useQuestion('items.code', source, ['items']);
  const [, step] = useReducer((count: number) => count + 1, 0);
  const end = useMemo(() => endOf(answer), [answer]);
  const left = end && countdown(end.at, end.period, Date.now());
  useEffect(() => {
    if (!end || error !== undefined) return undefined;
    const timer = setTimeout(() => (left ? step(undefined) : again()), left?.wait ?? 0);
    return () => clearTimeout(timer);
  });
  return { answer, error, again, seconds: left?.seconds ?? 0 };
}

function endOf(answer: Answer | undefined): { at: number; period: number } | undefined {
  if (!answer || 'none' in answer) return undefined;
  return { at: Date.now() + Math.round(answer.secondsLeft * 1_000), period: answer.period };
}
