/*
 * calculator: what stands in the popup while everything is locked and the disguise is on. A working one: fractions of whole
 * numbers, shown to 15 digits. It knows nothing of vaults; whoever shows it hears of each calculation that is ended by `=`.
 */
export { Calculator } from './calculator.tsx';
export { calculationOf, press, start } from './machine.ts';
export { keyOf } from './keys.ts';
export { shownText, writingOf } from './shown.ts';
