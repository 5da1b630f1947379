/*
 * clipboard: what Latchkey put on the clipboard, and when it goes from there. Keeps nothing that was copied.
 */
export { clipboardHandlers } from './handlers.ts';
export { readCopySettings } from './settings.ts';
export { OwnClipboard } from './own-clipboard.ts';
