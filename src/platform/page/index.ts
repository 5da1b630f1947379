/*
 * page: the second door of the platform room, for scripts that run inside web pages: without the polyfill, because its
 * 10 kB would be paid by every frame of every site. It sends questions, hears commands and names our own files.
 */
export { language, message } from './i18n.ts';
export type { MessageKey, Sentences, WithSentences } from './i18n.ts';
export { isOrphaned, OrphanedError, onPush, ownUrl, send, shadowRootOf } from './native.ts';
export type { Push } from './native.ts';
