import * as v from 'valibot';
import { ask, nothing, window } from '../question.ts';
import type { CardLook } from './contacts.ts';

/** What is shown to somebody in the same room. */
export interface MeetingCode {
  /** What the QR code says. */
  readonly code: string;
  readonly expiresAt: number;
}

const scanned = v.strictObject({ code: v.pipe(v.string(), v.minLength(1), v.maxLength(4_000)) });

/** Two people in one room: one shows, the other scans, and has the first one as compared. */
export const meetingQuestions = {
  /** A code for ten minutes and one reader. */
  'meetings.show': ask<MeetingCode>()(window, nothing),
  /** Reads a code without asking anybody. */
  'meetings.look': ask<CardLook>()(window, scanned),
  /** Adds or compares who shows it. `isSame` false: what is held of them differs, and the contact is closed. */
  'meetings.take': ask<{ readonly id: string; readonly isSame: boolean }>()(window, scanned),
} as const;
