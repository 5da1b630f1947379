/*
 * items: what is kept, searched, edited and taken along.
 */
export { aboutHandlers } from './about.ts';
export { codeHandlers } from './codes.ts';
export { itemHandlers } from './items.ts';
export type { ItemsParts } from './parts.ts';
export { transferHandlers } from './transfer.ts';
