/*
 * clipboard: what a screen says of what Latchkey copied: when it goes, and a way to have it gone now.
 */
export { ClearedLine } from './cleared-line.tsx';
