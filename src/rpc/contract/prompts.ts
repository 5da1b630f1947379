import * as v from 'valibot';
import type { Done } from './question.ts';
import { ask, id, window } from './question.ts';
import type { NamedLogin } from './save.ts';

/** A site asks by the browser itself for a name and a password (RFC 7617). */
export interface SignInPrompt {
  /** Whole, with its scheme and port. */
  readonly origin: string;
  /** What the site calls what one signs in to: its own words. */
  readonly realm: string;
  readonly logins: readonly NamedLogin[];
}

/** Sign-ins that the browser asks for in a window of its own. */
export const promptQuestions = {
  /** Nothing: it was answered, took too long, or everything was locked. */
  'prompts.read': ask<{ readonly prompt?: SignInPrompt }>()(window, v.strictObject({ prompt: id })),
  /** Signs in with a login; without one the browser asks by itself. */
  'prompts.answer': ask<Done>()(window, v.strictObject({ prompt: id, login: v.optional(id) })),
} as const;
