/*
 * page: the second door of the platform room, for scripts that run inside web pages: every frame of every site would pay for
 * what they don't use. It sends questions, hears commands and names our own files.
 */
export { language, message } from './i18n.ts';
export type { MessageKey, Sentences, WithSentences } from './i18n.ts';
export { answeringLater, isOrphaned, OrphanedError, onPush, ownUrl, send, shadowRootOf } from './native.ts';
export type { Push } from './native.ts';
