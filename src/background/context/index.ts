/*
 * context: what every room of the background stands on: clock, session, storage, and the codes and errors that pages know.
 */
export { codeOf, shownState, withShownCodes } from './codes.ts';
export type { BrowserActions, Context } from './context.ts';
export { day } from './day.ts';
export { keptDeeds, noteDeed } from './deeds.ts';
export type { Deed } from './deeds.ts';
export { isChosen, isDisguised, isHidden, putOnDisguise, takeOffDisguise } from './disguise.ts';
export { NoSuchWayError, NoTicketError, WrongSecretError } from './errors.ts';
export { FilePieces } from './file-pieces.ts';
export { KeptDrafts } from './kept-drafts.ts';
export { lastPassword, notePassword } from './last-password.ts';
export { endWithoutStore, noteReason, readReason } from './lock-reason.ts';
export { fieldOf, namedPut, readNamed, saveNamed } from './named-record.ts';
export type { NamedRecord } from './named-record.ts';
export { listedIds, listPut } from './record-list.ts';
export { Passing } from './passing.ts';
export { noteWithheld, readWithheld, WITHHELD_FOR } from './withheld.ts';
