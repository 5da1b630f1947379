/*
 * messages: texts to people and from them. Runs the steps of messaging over the open vault and the web, answers conversations and
 * requests, and gives pages what stands in them.
 */
export { messageHandlers } from './handlers.ts';
export { invitationHandlers } from './invitations.ts';
export { meetingHandlers } from './meetings.ts';
export { standardDelays } from './delays.ts';
export { Messages } from './messages.ts';
export { PageMessages } from './page-messages.ts';
export type { ReadText } from './page-messages.ts';
export type { MessagesParts } from './parts.ts';
