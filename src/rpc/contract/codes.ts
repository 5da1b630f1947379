import * as v from 'valibot';
import type { Codes, NoSecret } from '../../items/index.ts';
import { ask, id, window } from './question.ts';

/** The codes of a secret now; or why a text is none. */
export type CodeAnswer = CodesNow | { readonly none: NoSecret };

interface CodesNow extends Codes {
  /**
   * Whole seconds that this device's clock is ahead of the store's, behind: negative. Only where a store told the time and
   * they are more than five: a site may refuse the codes then.
   */
  readonly clockOff?: number;
}

/** One-time codes: they are made where the seeds lie, so that no page needs one to show a code. */
export const codeQuestions = {
  /** Of what an item keeps: its own secret, or that of a field that a person added. Of a text: one that is being put in. */
  'items.code': ask<CodeAnswer>()(
    window,
    v.union([
      v.strictObject({ id, field: v.optional(v.pipe(v.string(), v.maxLength(64))) }),
      v.strictObject({ text: v.pipe(v.string(), v.maxLength(10_000)) }),
    ]),
  ),
} as const;
