import { useLayoutEffect, useReducer, useState } from 'preact/hooks';
import { call, onHappening } from '../../../rpc/index.ts';
import type { AnswerOf, Happening, InputOf, QuestionName } from '../../../rpc/index.ts';

/** A question's answer as a screen shows it: an older answer stays while a newer one is fetched. */
export interface Asked<Name extends QuestionName> {
  readonly answer: AnswerOf<Name> | undefined;
  readonly error: unknown;
  readonly again: () => void;
}

/** How long an answer to an early question is good: whatever happens before a screen listens is missed. */
const earlyFor = 1_000;

const early = new Map<string, Promise<unknown>>();

function keyOf(name: QuestionName, input: unknown): string {
  return JSON.stringify([name, input]);
}

/**
 * Asks before there is a screen, so that the answer is on its way while one is made: the first `useQuestion` of the same
 * name and input within a second takes it. Only for questions that change nothing; one that fails is asked again.
 */
export function askEarly<Name extends QuestionName>(name: Name, input: InputOf<Name>): void {
  const key = keyOf(name, input);
  const asked = call(name, input);
  asked.catch(() => early.delete(key));
  early.set(key, asked);
  setTimeout(() => early.delete(key), earlyFor);
}

function ask<Name extends QuestionName>(name: Name, input: InputOf<Name>): Promise<AnswerOf<Name>> {
  const key = keyOf(name, input);
  const asked = early.get(key) as Promise<AnswerOf<Name>> | undefined;
  early.delete(key);
  return asked ? asked.catch(() => call(name, input)) : call(name, input);
}

/** Hears what the background tells every page of ours. */
export function useHappening(hear: (happening: Happening) => void): void {
  useLayoutEffect(() => {
    const listening = new AbortController();
    onHappening(hear, listening.signal);
    return () => listening.abort();
  });
}

/**
 * Asks the background, again whenever the input changes or one of `refreshOn` happens. Of several answers under way
 * only the last one asked for is shown. Without an input nothing is asked yet.
 */
export function useQuestion<Name extends QuestionName>(
  name: Name,
  input: InputOf<Name> | undefined,
  refreshOn: readonly Happening['type'][] = [],
): Asked<Name> {
  const [state, setState] = useState<{ answer?: AnswerOf<Name>; error?: unknown }>({});
  const [turn, again] = useReducer((count: number) => count + 1, 0);
  const asked = JSON.stringify(input);
  useLayoutEffect(() => {
    if (input === undefined) return;
    let current = true;
    ask(name, input).then(
      (answer) => current && setState({ answer }),
      (error: unknown) => current && setState((before) => ({ ...before, error })),
    );
    return () => {
      current = false;
    };
  }, [name, asked, turn]);
  useHappening((happening) => {
    if (refreshOn.includes(happening.type)) again(undefined);
  });
  return { answer: state.answer, error: state.error, again: () => again(undefined) };
}
