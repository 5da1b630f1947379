import type { LockReason } from '../../session/index.ts';
import * as v from 'valibot';
import type { WayKind } from '../../wire/index.ts';
import type { Done } from './question.ts';
import { ask, frame, nothing, ours, secretText, window } from './question.ts';

const minutes = v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(24 * 60));

/** A way in as far as the unlock screen may know it: nothing of it is secret, its name is sealed. */
interface UnlockWay {
  readonly id: string;
  readonly kind: WayKind;
}

export interface Status {
  readonly vault: 'none' | 'present';
  readonly lock: 'locked' | 'messages-locked' | 'unlocked';
  /** Ways in, last used first. */
  readonly ways: readonly UnlockWay[];
  /** When the locks fall if nothing is used, in milliseconds since 1970; absent while locked. */
  readonly locksAt?: { readonly messages: number; readonly full: number };
  /** Why it was locked last: shown on the unlock screen. */
  readonly lockedBy?:
    | LockReason
    | 'messages-time'
    /** The ways in were changed elsewhere, and a person left the store aside since, to open what lies here by what it knew before. */
    | 'store-aside'
    /** A copy of this browser's profile has gone on at the store: a sign-in makes this one a device of its own. */
    | 'device-cloned';
  /**
   * This browser was removed and keeps what it never sent until then, in milliseconds since 1970: a way in of before opens that,
   * and nothing else.
   */
  readonly withheldUntil?: number;
  /** The disguise is on and everything is locked: nothing that a person did not look for says what this is. */
  readonly isHidden?: true;
  readonly version: string;
}

export interface Settings {
  readonly lockMessagesAfter: number;
  readonly lockEverythingAfter: number;
}

/** How things stand, opening, locking, and when it locks by itself. */
export const unlockQuestions = {
  status: ask<Status>()(ours, nothing),
  lock: ask<Done>()(ours, nothing),
  /** Opens the vault; asked while it is open, proves a way in once more. */
  'unlock.password': ask<Done>()(window, v.strictObject({ password: secretText })),
  'unlock.phrase': ask<Done>()(window, v.strictObject({ phrase: secretText })),
  /** A frame of ours inside a page takes no password: it asks for the window that does. */
  'unlock.window': ask<Done>()(frame, nothing),
  /** Locked by `rotated-away`: asks the store nothing until the next lock, so that what lies here can be opened. */
  'unlock.withoutStore': ask<Done>()(window, nothing),
  /** Has it asked again, and counts what it says. */
  'unlock.useStoreAgain': ask<Done>()(window, nothing),
  'settings.read': ask<Settings>()(window, nothing),
  'settings.save': ask<Settings>()(
    window,
    v.strictObject({ lockMessagesAfter: minutes, lockEverythingAfter: minutes }),
  ),
} as const;

/** As the calculator spells it. */
const calculation = v.pipe(v.string(), v.minLength(1), v.maxLength(2_000), v.regex(/^[\d.+\-*/%√]+$/));

/** The calculator in the place of a locked popup. */
export const disguiseQuestions = {
  'disguise.read': ask<{ readonly isOn: boolean }>()(window, nothing),
  /** Needs a fresh proof: it hides where one unlocks. */
  'disguise.put': ask<Done>()(window, v.strictObject({ calculation })),
  'disguise.end': ask<Done>()(window, nothing),
  /** Whether this is the chosen one. Asked of each that is ended, right or wrong: nothing is counted or written down. */
  'disguise.try': ask<{ readonly opens: boolean }>()(window, v.strictObject({ calculation })),
} as const;
