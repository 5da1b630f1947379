/*
 * writing: what a field is, and armored text into the fields of other people's pages, in ways that editors take for typing. It believes no
 * DOM that an editor may draw over: the answer says what is proven.
 */
export type { Field } from './field.ts';
export { fieldAt, fieldsIn, focusedElement, focusedField, isTyped, limitOf } from './field.ts';
export { isTall, nameOf } from './shape.ts';
export { caretIn } from './caret.ts';
export { readField, takeOut, writeField } from './write.ts';
