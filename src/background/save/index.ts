/*
 * save: logins that were typed into pages, from the form to the item. What was sent is sealed at once, judged by what became
 * of its form, compared with what is kept, and offered until a person answers.
 */
export type { SaveParts } from './parts.ts';
export { Saves } from './handlers.ts';
export { TypedSeal } from './typed-seal.ts';
