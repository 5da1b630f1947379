import * as v from 'valibot';
import type { Done } from '../question.ts';
import { ask, id, nothing, window } from '../question.ts';
import type { ContactRow } from './contacts.ts';

/** Somebody who answered an invitation. */
export interface AnswererRow {
  /** The id that their record has, or would have. */
  readonly who: string;
  readonly at: number;
  /** Of somebody unknown: by the card that came along, claimed. */
  readonly name: string;
  /** The origin of their store. */
  readonly store: string;
  readonly isContact: boolean;
}

/** An invitation that was answered: its text waits for the writer's word, or somebody else came after that. */
export interface AnsweredRow {
  readonly id: string;
  /** What the writer calls whom it is for. */
  readonly name: string;
  /** Of the page in which it was put; empty: none. */
  readonly origin: string;
  /** How its text begins. */
  readonly beginning: string;
  /** Who was first, and waits. */
  readonly first?: AnswererRow;
  readonly givenTo?: ContactRow;
  /** Who came later: they get nothing. */
  readonly refused: readonly AnswererRow[];
}

const one = v.strictObject({ id });
const digits = v.pipe(v.string(), v.regex(/^\d{60}$/));

/** Texts that go to whoever answers a card, once their writer says so. Need messages unlocked; none are told while they are not. */
export const invitationQuestions = {
  'invitations.answers': ask<readonly AnsweredRow[]>()(window, nothing),
  /** The 60 digits to be compared with who was first, before they are given anything; both lists are fetched. */
  'invitations.number': ask<{ readonly digits: string }>()(window, one),
  /** `to`: who was shown as the first; `digits`: compared, and the same. */
  'invitations.give': ask<{ readonly contact: string }>()(
    window,
    v.strictObject({ id, to: id, digits: v.optional(digits) }),
  ),
  /** Nobody gets the text; it is kept. */
  'invitations.end': ask<Done>()(window, one),
  /** Those who were refused have been seen. */
  'invitations.dismiss': ask<Done>()(window, one),
} as const;
