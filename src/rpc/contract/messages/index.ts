/*
 * messages: what pages may ask about people and what was written between them.
 */
export { channelQuestions } from './channels.ts';
export type * from './channels.ts';
export { chatPasswordQuestions } from './chat-password.ts';
export { contactQuestions } from './contacts.ts';
export type * from './contacts.ts';
export { conversationQuestions } from './conversations.ts';
export type * from './conversations.ts';
export { invitationQuestions } from './invitations.ts';
export type * from './invitations.ts';
export { meetingQuestions } from './meetings.ts';
export type * from './meetings.ts';
export { requestQuestions } from './requests.ts';
export type * from './requests.ts';
