/*
 * flow: the order in which work is done: one piece after another, and once more where that is worth it. Knows nothing of
 * what the work is.
 */
export { again } from './again.ts';
export { newTurns } from './turns.ts';
export type { Turns } from './turns.ts';
