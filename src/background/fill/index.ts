/*
 * fill: values of items into the forms of pages: who may have what (`decide`), and the one way that it takes there.
 */
export { beginFilling } from './begin.ts';
export { Filling } from './filling.ts';
export { fillHandlers } from './handlers.ts';
export { menuHandlers } from './menu.ts';
export type { FillActions, ReadyDocument } from './parts.ts';
