import * as v from 'valibot';
import { emailAddress } from '../../typed/index.ts';

/** Who asks: a window of ours (popup, tab), our compose or reveal frame (inside somebody's page), our content script. */
export type Role = 'window' | 'frame' | 'content';

export interface Question<From extends Role, Input extends v.GenericSchema, Answer> {
  readonly from: readonly From[];
  readonly input: Input;
  /** Type only, never set: what the background answers. */
  readonly answer?: Answer;
}

/** A row of the contract: who may ask, what must come along, and (as a type) what is answered. */
export function ask<Answer>() {
  return <From extends Role, Input extends v.GenericSchema>(
    from: readonly From[],
    input: Input,
  ): Question<From, Input, Answer> => ({ from, input });
}

/** It happened; there is nothing to tell. */
export type Done = Readonly<Record<string, never>>;

export const nothing = v.strictObject({});
/** Who may ask, of each question: our windows, our frames, both, or our content script. */
export const window = ['window'] as const;
export const frame = ['frame'] as const;
export const ours = ['window', 'frame'] as const;
export const content = ['content'] as const;

export const id = v.pipe(v.string(), v.regex(/^[A-Za-z0-9_-]{22}$/));
/** The most items that are chosen at once. */
export const MOST_CHOSEN = 20_000;
export const chosen = v.pipe(
  v.array(id),
  v.minLength(1),
  v.maxLength(MOST_CHOSEN),
  v.check((ids) => new Set(ids).size === ids.length),
  v.readonly(),
);
export const base64url = v.pipe(v.string(), v.regex(/^[A-Za-z0-9_-]*$/));
export const secretText = v.pipe(v.string(), v.minLength(1), v.maxLength(4096));
export const name = v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(80));
export const ticket = v.pipe(v.string(), v.regex(/^[A-Za-z0-9_-]{22}$/));

/** A store's address, as a person types it: who needs it reads it. */
export const address = v.pipe(v.string(), v.maxLength(2_000));
/** As a person types it; a handler gets its one form. Throws EmailError. */
export const email = v.pipe(v.string(), v.maxLength(1_000), v.transform(emailAddress));
/** A second factor, as a person types it: a code, or the seed of an authenticator app. */
export const factorCode = v.pipe(v.string(), v.minLength(1), v.maxLength(200));
