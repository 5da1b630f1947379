/*
 * recovery: what windows ask about ways back: the ladder, the drill, answers and the recoveries that are asked for; shares among people;
 * and an organisation.
 */
export { organisationQuestions } from './organisation.ts';
export type * from './organisation.ts';
export { recoveryQuestions } from './recovery.ts';
export type * from './recovery.ts';
export { trusteesQuestions } from './trustees.ts';
export type * from './trustees.ts';
