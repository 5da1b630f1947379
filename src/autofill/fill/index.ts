/*
 * fill: values into fields, each in the field's own form and whole or not at all, so that the page's own code notices; what
 * became of it is read back. It is told which fields and which values, and asks nobody whether it may.
 */
export type { FilledField } from './fill.ts';
export { fill } from './fill.ts';
export type { FillValues } from './values.ts';
