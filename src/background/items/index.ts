/*
 * items: what is kept, searched, offered for a page, used and edited.
 */
export { aboutHandlers } from './about.ts';
export { Badge } from './badge.ts';
export { button } from './button.ts';
export { codeHandlers } from './codes.ts';
export { duplicateHandlers } from './duplicates.ts';
export { ItemIndexes } from './index-cache.ts';
export { itemDraftHandlers } from './item-drafts.ts';
export { labelHandlers } from './labels.ts';
export { itemHandlers } from './items.ts';
export { laterHandlers } from './later.ts';
export { manyHandlers } from './many.ts';
export { forPageHandlers, PageLogins } from './for-page.ts';
export { offersFor, omniboxPlace } from './omnibox.ts';
export { sshHandlers } from './ssh.ts';
export { useHandlers } from './use.ts';
export { Trash } from './trash.ts';
export type { ItemsParts } from './parts.ts';
