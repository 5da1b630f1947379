import type * as v from 'valibot';
import type { ApiErrorCode } from './errors.ts';

/**
 * Who may ask: anyone; a session, by token and device-bound MAC; a session whose sign-in is fresh; or, `removed`, a
 * session even where its device was removed.
 */
export type Caller = 'anyone' | 'session' | 'fresh' | 'removed';

/** `json`: a JSON body. `frames`: binary frames of which `request` describes the first. */
type BodyKind = 'none' | 'json' | 'frames';
type AnswerKind = 'json' | 'frames' | 'events';

export interface Endpoint {
  readonly method: 'GET' | 'POST';
  readonly path: string;
  readonly caller: Caller;
  readonly body: BodyKind;
  readonly request?: v.GenericSchema;
  /** Bytes of its body, where it may not have as many as others of its kind. */
  readonly most?: number;
  readonly answers: AnswerKind;
  readonly answer?: v.GenericSchema;
  /** Beyond those that any request may meet. */
  readonly errors: readonly ApiErrorCode[];
  readonly says: string;
}

/** Keeps the exact types of a row. */
export function endpoint<const E extends Endpoint>(row: E): E {
  return row;
}

export const attempt = ['signin-refused', 'too-many-attempts'] as const;
export const change = [
  'second-factor-needed',
  'way-needed',
  'email-taken',
  'credential-taken',
  'second-factor-refused',
] as const;
export const growth = ['conflict', 'author-refused', 'format-unknown', 'quota', 'store-full'] as const;
