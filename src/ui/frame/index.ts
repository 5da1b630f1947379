/*
 * What compose and reveal have in common: the look of a frame inside somebody's page, its ticket, the proof that a person
 * sees it, why a press came to nothing, and what it shows while Latchkey is locked.
 */
export { useShown } from './shown.ts';
export type { Shown } from './shown.ts';
export { close, ticket } from './ticket.ts';
export { Frame } from './frame.tsx';
export { Locked } from './locked.tsx';
export { useEscape } from './use-escape.ts';
export { Letter } from './letter.tsx';
