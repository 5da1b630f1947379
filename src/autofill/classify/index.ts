/*
 * classify: what a group of fields is for, and each of them, by what the page says of them. It decides for everybody: our
 * own mark, what is filled, what is saved.
 */
export { classify } from './classify.ts';
export { isOfLogin } from './types.ts';
export type { FieldType, Form, FormField, FormKind, LoginFieldType } from './types.ts';
