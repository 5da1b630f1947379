import type { ActivityEntry } from '../../wire/index.ts';
import { ask, nothing, window } from './question.ts';

/** Something that was done, as a browser of this vault wrote it down: sealed, and its author's word. */
export interface OwnDeed {
  readonly what: string;
  /** Of what, in a person's own words. */
  readonly about?: string;
  /** The name of the browser, as it was called then. */
  readonly by: string;
  readonly at: number;
}

/** Something that happened at the store: its word, its clock. */
export interface StoreDeed extends Pick<ActivityEntry, 'what' | 'how' | 'since' | 'at' | 'count'> {
  /** The name of the session, where there is one that can be read. */
  readonly name?: string;
  /** This browser's own session. */
  readonly current: boolean;
}

/** What happened to the vault and to its account, the newest first. */
export const activityQuestions = {
  'activity.own': ask<readonly OwnDeed[]>()(window, nothing),
  'activity.store': ask<readonly StoreDeed[]>()(window, nothing),
} as const;
