/*
 * watch: what was typed into a form and sent, and whether it was taken: a state machine over what happened in a document. It
 * touches no document and keeps nothing but what was sent last with a form.
 */
export { sentOf } from './sent.ts';
export type { SeenForm, SendingKind, SentLogin, TypedField } from './sent.ts';
export { newWatch, watched } from './watch.ts';
export type { Standing, WatchEvent, WatchReport } from './watch.ts';
