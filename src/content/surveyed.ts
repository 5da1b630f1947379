import type { FieldType } from '../autofill/index.ts';
import { call } from '../rpc/index.ts';
import { world } from './world.ts';
import type { Field } from './writing/index.ts';

/** What nobody writes a message into: it holds who one is, what proves it, a card, or what is looked for. */
const others = new Set<FieldType>([
  ...(['username', 'email', 'account-id', 'current-password', 'new-password', 'one-time-code', 'search'] as const),
  ...(['cc-number', 'cc-name', 'cc-given-name', 'cc-family-name', 'cc-exp', 'cc-exp-month', 'cc-exp-year'] as const),
  ...(['cc-csc', 'cc-type'] as const),
]);

/** Has our script for forms come, which alone says what fields are for. Where it may not come, nothing is said of them. */
export async function bringForms(): Promise<void> {
  const shared = world();
  if (shared.survey) return;
  await call('page.forms', {}).catch(() => undefined);
  // Orphaned, or refused (opaque origin): then its forms go without us.
  shared.survey ??= () => [];
}

/** Whether nobody knows yet what a field is for: of lines somebody must, texts of several lines speak for themselves. */
export function isUnknown({ element }: Field): boolean {
  return element instanceof HTMLInputElement && world().survey === undefined;
}

/** Whether a field is there for messages, as far as one sees: no credential, code, card or search. */
export function takesMessages({ element }: Field): boolean {
  const fields =
    world()
      .survey?.()
      .flatMap((form) => form.fields) ?? [];
  const type = fields.find((field) => field.element === element)?.type;
  return type === undefined || !others.has(type);
}
