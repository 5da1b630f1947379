/*
 * escrow: the backup key, a slot secret, in a box under answers and an evaluation by the store's key (protocol 7). Made whole by the
 * client; opened with one evaluation. A wrong answer opens nothing, and nothing says which it was.
 */
export { makeEscrow } from './make.ts';
export type { NewEscrow } from './make.ts';
export { askEvaluation, openEscrow, stretchAnswers } from './open.ts';
export type { EscrowPlace } from './box.ts';
