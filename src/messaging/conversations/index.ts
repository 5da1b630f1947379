/*
 * conversations: how a text goes to another person and how one comes (protocol 8.6), in steps that each are one transaction: sealed,
 * stepped, released, left at their store; followed, opened, acknowledged. What it stands on comes as ports; it knows no database, no
 * network and no clock.
 */
export { answerInvitation, answerState } from './answer.ts';
export { answerAsk, askFor, listAsks } from './asks.ts';
export { listBreaks } from './chains.ts';
export { deliver, releaseAll, releasedIn } from './deliver.ts';
export { tellAll, tellIfAble } from './effects.ts';
export { forgetDue, unsend } from './expiring.ts';
export { ContactGoneError, NoCardError } from './errors.ts';
export { dropFormerRows } from './former.ts';
export { answererNumber, dropRefused, endInvitation, giveText, listAnswers } from './give.ts';
export type { AnsweredInvitation } from './give.ts';
export { invite } from './invitations.ts';
export { keyPut, readKey, readKeys, readOutbox } from './keep.ts';
export { leave } from './leave.ts';
export { beginUse } from './lists.ts';
export type {
  ArchivePort,
  ContactsPort,
  HeldContact,
  InvitationsPort,
  MessengerPorts,
  OwnCards,
  RowsPort,
  SharesPort,
  StoresPort,
} from './ports.ts';
export { renewPreKeys } from './prekeys.ts';
export { receiveAll } from './receive.ts';
export { acceptWriter, declineWriter, listRequests } from './requests.ts';
export { sayOfShare, sendShares, tellOwners } from './shares.ts';
export { stepAll } from './step.ts';
export { write } from './write.ts';
