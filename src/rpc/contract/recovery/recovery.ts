import * as v from 'valibot';
import type { Confirmed, Ladder } from '../../../recovery/index.ts';
import type { Done } from '../question.ts';
import type { SecondProof } from '../../../wire/index.ts';
import type { EntryState } from '../signin.ts';
import { ask, email, factorCode, id, nothing, secretText, ticket, window } from '../question.ts';

export interface LadderView extends Ladder {
  /** Names of the other browsers in the list; empty where nobody named one. */
  readonly browsers: readonly string[];
  /** The store could not be asked what signs in: what the vault has counts as if it did. */
  readonly isStoreUnasked?: true;
}

/**
 * A way back that can be tried. `sign-in`: password and second factor at the store; `codes`: the backup codes beside it; `kit`: the printed
 * sheet of a phrase; `browser`: another one, which proves itself when something is tried there; `trustees`: people who say by themselves,
 * twice a year, that they hold their share; `organisation`: whether the store has what it opens, and its key is the one that was taken.
 */
export interface DrillRow {
  readonly key: string;
  readonly kind:
    | 'password'
    | 'sign-in'
    | 'codes'
    | 'passkey'
    | 'phrase'
    | 'kit'
    | 'answers'
    | 'trustees'
    | 'organisation'
    | 'browser';
  readonly name: string;
  /** Of a passkey: which one is to be tried. */
  readonly way?: string;
  /** Of answers: what is asked. */
  readonly questions?: readonly string[];
  /** Of trustees: so many of so many have said that they hold their share, and so many it takes. */
  readonly shares?: Confirmed & { readonly of: number };
  /** Milliseconds since 1970; absent: never. Of trustees: since when as many as it takes have said so. */
  readonly provenAt?: number;
}

export interface DrillView {
  readonly rows: readonly DrillRow[];
  /** Both in milliseconds since 1970. */
  readonly remindsAt: number;
  readonly now: number;
}

export interface ReminderView {
  readonly isDue: boolean;
}

/** What is still to be done after this browser came in by a way back. */
export type AfterView =
  | { readonly isPending: false }
  | {
      readonly isPending: true;
      /** The password was set after that. */
      readonly hasNewPassword: boolean;
      /** Names of the other browsers; empty where nobody named one. */
      readonly browsers: readonly string[];
    };

/** The escrow of an account as its owner sees it. Times in milliseconds since 1970, of the store. */
export interface AnswersView {
  readonly isSet: boolean;
  /** What a recovery takes beside the mailed code. */
  readonly second?: 'factor' | 'sms';
  /** Recoveries past their code. */
  readonly open: readonly {
    readonly recovery: string;
    readonly by: 'answers' | 'trustees' | 'organisation';
    readonly since: number;
    readonly opensAt: number;
  }[];
  /** The store was restored from a copy: until then nothing opens. */
  readonly restsUntil?: number;
}

/** How far a recovery is that this browser asked for. Times in milliseconds since 1970. */
export type AskingState =
  | { readonly at: 'none' }
  /** The code is awaited; or nobody knows this address, which is told to nobody. */
  | { readonly at: 'asked' }
  /** The mailed code was right; one of these is asked for, too. */
  | { readonly at: 'second'; readonly by: readonly SecondProof['kind'][] }
  | { readonly at: 'waiting'; readonly opensAt: number; readonly now: number }
  | { readonly at: 'open'; readonly questions: readonly string[]; readonly left: number; readonly until: number }
  /** By trustees: they are told the code, and hand their shares over; it opens after the wait. */
  | {
      readonly at: 'gathering';
      readonly code: string;
      readonly opensAt: number;
      readonly until: number;
      readonly now: number;
      readonly isOpen: boolean;
      /** So many that fit came, of so many that are needed: absent before the first. */
      readonly have: number;
      readonly needed?: number;
      /** They open together. */
      readonly isEnough: boolean;
      /** What those call themselves whose shares came; and those whose shares fit nothing. */
      readonly from: readonly string[];
      readonly bad: readonly string[];
    }
  /** By an organisation: its people are told the code and answer; it opens after the wait. */
  | {
      readonly at: 'answering';
      readonly code: string;
      readonly opensAt: number;
      readonly until: number;
      readonly now: number;
      readonly isOpen: boolean;
      /** What it calls itself, once it answered. */
      readonly from?: string;
    }
  | { readonly at: 'over'; readonly why: 'stopped' | 'cancelled' | 'expired' | 'replaced' | 'restored' };

/** What a recovery may take beside the mailed code, in this account and at its store. */
export interface SecondsView {
  readonly factor: boolean;
  readonly sms: boolean;
}

const number = v.pipe(v.string(), v.maxLength(60));
const second = v.variant('kind', [
  v.strictObject({ kind: v.literal('factor') }),
  v.strictObject({ kind: v.literal('sms'), ticket: v.string(), code: factorCode }),
]);

/** What a mail is written in. */
const language = v.picklist(['en', 'de']);
const written = v.pipe(v.string(), v.minLength(1), v.maxLength(200));
const several = v.pipe(v.array(written), v.minLength(3), v.maxLength(7));

/**
 * The ways back in. A way is proven without being used up: nothing is unlocked or signed in by it, and what was proven is noted
 * in the vault. `way-not-at-store`: it opens here, and signs in nowhere.
 */
export const recoveryQuestions = {
  'recovery.ladder': ask<LadderView>()(window, nothing),
  'recovery.drill': ask<DrillView>()(window, nothing),
  'recovery.drill.password': ask<Done>()(window, v.strictObject({ password: secretText })),
  'recovery.drill.phrase': ask<Done>()(window, v.strictObject({ phrase: secretText })),
  /** The letters on the sheet, or what its code says. `kit-other`: they belong to no phrase of this vault. */
  'recovery.drill.kit': ask<Done>()(window, v.strictObject({ letters: v.pipe(v.string(), v.maxLength(100)) })),
  /** One of three evaluations a year. `wrong-answers`, `way-not-at-store`, `recovery-spent`. */
  'recovery.drill.answers': ask<Done>()(window, v.strictObject({ answers: several })),
  /** A backup code, which stays good. `second-factor-refused`. */
  'recovery.drill.code': ask<Done>()(window, v.strictObject({ code: factorCode })),
  /** `way-not-at-store`, `organisation-none`, `organisation-other`. */
  'recovery.drill.organisation': ask<Done>()(window, nothing),
  'recovery.answers': ask<AnswersView>()(window, nothing),
  /** Has a code mailed that proves the address. */
  'recovery.answers.mail': ask<{ readonly ticket: string }>()(window, v.strictObject({ email, language })),
  'recovery.answers.seconds': ask<SecondsView>()(window, nothing),
  /** Has a code sent that proves the number. `phone-number`, `sms-off`, `not-sent`. */
  'recovery.answers.number': ask<{ readonly ticket: string }>()(window, v.strictObject({ number, language })),
  /** Whether that code is right; it counts with `recovery.answers.set`. `code-refused`, `too-many-attempts`. */
  'recovery.answers.number.code': ask<Done>()(window, v.strictObject({ ticket: v.string(), code: factorCode })),
  /** In the place of those before. `answer-empty`, `answer-long`; `code-refused`. */
  'recovery.answers.set': ask<Done>()(
    window,
    v.strictObject({
      questions: several,
      answers: several,
      ticket: v.string(),
      code: factorCode,
      second: v.optional(second),
    }),
  ),
  'recovery.answers.remove': ask<Done>()(window, nothing),
  /** Stops a recovery. Needs a fresh proof. */
  'recovery.answers.veto': ask<Done>()(window, v.strictObject({ recovery: id })),

  // In a browser that has nothing; `ticket`: of its sign-in
  'recovery.ask': ask<AskingState>()(window, v.strictObject({ ticket })),
  'recovery.ask.open': ask<AskingState>()(
    window,
    v.strictObject({ ticket, email, language, by: v.picklist(['answers', 'trustees', 'organisation']) }),
  ),
  'recovery.ask.code': ask<AskingState>()(window, v.strictObject({ ticket, code: factorCode })),
  /** Has a text message sent, if the number is the right one. */
  'recovery.ask.text': ask<Done>()(window, v.strictObject({ ticket, number, language })),
  'recovery.ask.second': ask<AskingState>()(
    window,
    v.strictObject({ ticket, kind: v.picklist(['totp', 'backup', 'sms']), code: factorCode }),
  ),
  /** One try. `wrong-answers`; else the sign-in goes on with what is there. */
  'recovery.ask.answers': ask<EntryState>()(window, v.strictObject({ ticket, answers: several })),
  /** By what trustees or the organisation handed over. `shares-missing`, `answer-missing`; else the sign-in goes on with what is there. */
  'recovery.ask.shares': ask<EntryState>()(window, v.strictObject({ ticket })),
  'recovery.ask.cancel': ask<Done>()(window, v.strictObject({ ticket })),

  'recovery.after': ask<AfterView>()(window, nothing),
  /** New keys without all other browsers, whose sessions end; the recovery is finished. Needs a fresh proof and sign-in. */
  'recovery.after.renew': ask<{ readonly removed: number }>()(window, nothing),
  /** Nothing was lost. */
  'recovery.after.end': ask<Done>()(window, nothing),
  'recovery.reminder': ask<ReminderView>()(window, nothing),
  /** Not now: in two weeks. */
  'recovery.reminder.later': ask<Done>()(window, nothing),
} as const;
