/*
 * devices: the browsers of an account among themselves: how a new one is let in by another. What a person is shown in between
 * is the pages' to draw; what is verified of a vault, the vault's.
 */
export { linkHandlers } from './link-handlers.ts';
export { deviceHandlers } from './list-handlers.ts';
export { Removed } from './removed.ts';
export { unsentHandlers } from './unsent-handlers.ts';
export { KeyUpkeep } from './upkeep.ts';
