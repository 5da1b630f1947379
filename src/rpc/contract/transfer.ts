import * as v from 'valibot';
import { ask, base64url, secretText, window } from './question.ts';

/** The whole vault as one sealed file. */
export const transferQuestions = {
  'transfer.export': ask<{ readonly file: string; readonly name: string }>()(
    window,
    v.strictObject({ password: secretText }),
  ),
  'transfer.preview': ask<{ readonly items: number; readonly known: number; readonly madeAt: number }>()(
    window,
    v.strictObject({ file: base64url, password: secretText }),
  ),
  'transfer.import': ask<{ readonly added: number; readonly kept: number }>()(
    window,
    v.strictObject({ file: base64url, password: secretText }),
  ),
} as const;
