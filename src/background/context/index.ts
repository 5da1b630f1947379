/*
 * context: what every room of the background stands on: clock, session, storage, and the codes and errors that pages know.
 */
export { codeOf, shownState, withShownCodes } from './codes.ts';
export type { BrowserActions, Context } from './context.ts';
export { keptDeeds, noteDeed } from './deeds.ts';
export type { Deed } from './deeds.ts';
export { NoSuchWayError, NoTicketError, WrongSecretError } from './errors.ts';
export { KeptDrafts } from './kept-drafts.ts';
export { lastPassword, notePassword } from './last-password.ts';
export { endWithoutStore, noteReason, readReason } from './lock-reason.ts';
export { Passing } from './passing.ts';
