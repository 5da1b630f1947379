/*
 * contacts: who is written to (protocol 6 and 8.1). A contact is a value: met by a card and a chain of device lists, followed as
 * their store serves it, closed where that doesn't go on, compared by numbers or codes. Knows no store, no database and no clock.
 */
export { cardHash, checkCard, invitationConversation, signCard } from './card.ts';
export { judgeComparison, writeComparison } from './compare-code.ts';
export { contactName, isIdentityOf, isOfContact, listOf, mayWriteTo, nameOf, stateOf } from './contact.ts';
export type { ContactState } from './contact.ts';
export { conversationOf } from './conversation.ts';
export { asBlocked, asCompared, asDiffering, asUnblocked, comparedList, goOn, renamed, takeCard } from './decide.ts';
export { CardError, ComparisonError, MeetingOverError, SenderError } from './errors.ts';
export { followContact, isHeldBack, judgeHint, nameOfList } from './follow.ts';
export { meetContact } from './meet.ts';
export { judgeMeeting, MEETING_LASTS, readMeeting } from './meeting.ts';
export { acceptRequest, agreementsHash, judgeSetUp, readSender } from './sender.ts';
export type { Sender } from './sender.ts';
export { safetyNumber } from './safety.ts';
