import * as v from 'valibot';
import type { WayKind } from '../../wire/index.ts';
import type { Done } from './question.ts';
import { ask, id, name, nothing, secretText, window } from './question.ts';

export interface Way {
  readonly id: string;
  readonly kind: WayKind;
  readonly name: string;
  readonly createdAt: number;
  readonly lastUsedAt?: number;
  /** `XXXX-XXXX`, of a phrase: tells it from others, and opens nothing. */
  readonly fingerprint?: string;
}

/** Making a vault, and its ways in: changing those needs a fresh proof, an unlock less than five minutes old. */
export const wayQuestions = {
  'vault.create': ask<Done>()(window, v.strictObject({ password: secretText, deviceName: name })),
  'ways.list': ask<readonly Way[]>()(window, nothing),
  'ways.rename': ask<Done>()(window, v.strictObject({ id, name })),
  'ways.remove': ask<Done>()(window, v.strictObject({ id })),
  'ways.changePassword': ask<Done>()(window, v.strictObject({ password: secretText })),
  /** Draws a phrase and keeps nothing: it becomes a way in when `ways.addPhrase` brings it back confirmed. */
  'ways.drawPhrase': ask<{ readonly phrase: string }>()(window, nothing),
  'ways.addPhrase': ask<Done>()(window, v.strictObject({ phrase: secretText, name })),
} as const;
