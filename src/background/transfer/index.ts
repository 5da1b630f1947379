/*
 * transfer: what comes from files and goes into them. The export of a whole vault, sealed or readable; imports, which are staged sealed,
 * written commit by commit, resumed after the browser stopped, and taken back.
 */
export { transferHandlers } from './handlers.ts';
export { Import } from './import.ts';
export type { TransferParts } from './parts.ts';
