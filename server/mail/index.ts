/*
 * mail: the ports by which a store writes to people: letters by SMTP, text messages by a gateway over HTTP; or printed where somebody
 * develops, or not at all. Whoever posts one doesn't wait for it: how long it takes would tell whether there was one.
 */
export { openMailer } from './mailer.ts';
export type { Letter, Mailer } from './mailer.ts';
export type { Posting } from './posting.ts';
export { openGateway } from './sms.ts';
export type { TextMessage } from './sms.ts';
