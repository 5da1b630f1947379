import type { FieldType, Form } from '../autofill/index.ts';
import { survey } from '../autofill/index.ts';
import { shadowRootOf } from '../platform/page/index.ts';
import { isOurs } from './marks/index.ts';
import type { Field } from './writing/index.ts';

/** What nobody writes a message into: it holds who one is, what proves it, a card, or what is looked for. */
const others = new Set<FieldType>([
  ...(['username', 'email', 'account-id', 'current-password', 'new-password', 'one-time-code', 'search'] as const),
  ...(['cc-number', 'cc-name', 'cc-given-name', 'cc-family-name', 'cc-exp', 'cc-exp-month', 'cc-exp-year'] as const),
  ...(['cc-csc', 'cc-type'] as const),
]);

/** Every form of this document as it is now. */
export function surveyHere(): readonly Form[] {
  return survey(document, (element) => (isOurs(element) ? undefined : shadowRootOf(element)));
}

/** Whether a field is there for messages, as far as one sees: no credential, code, card or search. */
export function takesMessages({ element }: Field): boolean {
  if (!(element instanceof HTMLInputElement || element instanceof HTMLTextAreaElement)) return true;
  const fields = surveyHere().flatMap((form) => form.fields);
  const type = fields.find((field) => field.element === element)?.type;
  return type === undefined || !others.has(type);
}
