import type { Choices } from './journal.ts';
import type { Weights } from './weight.ts';
import { nothing } from './weight.ts';

/** How an import stands, as it lies on the shelf. */
export interface Standing {
  readonly at: 'staged' | 'running' | 'stopped' | 'done' | 'undoing';
  readonly name: string;
  readonly begunAt: number;
  readonly choices: Choices;
  readonly parts: number;
  /** The first part that isn't written. */
  readonly next: number;
  /** How many items come, and how many of them are here. */
  readonly total: number;
  readonly done: number;
  readonly merged: number;
  /** How many were here already, the same in every field. */
  readonly same: number;
  readonly weights: Weights;
  /** Why it stopped. */
  readonly code?: string;
}

/** How every import begins. */
export const begun: Omit<Standing, 'name' | 'begunAt'> = {
  at: 'staged',
  choices: { all: 'merge', single: {} },
  parts: 0,
  next: 0,
  total: 0,
  done: 0,
  merged: 0,
  same: 0,
  weights: nothing,
};
