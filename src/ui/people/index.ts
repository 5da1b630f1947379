/*
 * people: contacts as chips and rows show them: a name, and whether it was compared. Small, for frames in pages show it, too.
 */
export { Digits } from './digits.tsx';
export { invitedWords } from './invited-words.ts';
export { PersonChip } from './person-chip.tsx';
export { ComparedMark, namesOf, standingOf, titleOf } from './standing.tsx';
