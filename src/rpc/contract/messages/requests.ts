import * as v from 'valibot';
import type { Done } from '../question.ts';
import { ask, id, nothing, window } from '../question.ts';

/** The first message of somebody unknown. Nothing was fetched for it, and they were told nothing. */
export interface RequestRow {
  readonly id: string;
  /** By the card that came along: claimed. */
  readonly name: string;
  readonly store: string;
  readonly at: number;
}

const one = v.strictObject({ id });

/** People who write and are not known here. */
export const requestQuestions = {
  'requests.list': ask<readonly RequestRow[]>()(window, nothing),
  /** The list is fetched; what was received is shown only if that device stands in it. */
  'requests.accept': ask<{ readonly contact: string }>()(window, one),
  'requests.decline': ask<Done>()(window, one),
} as const;
