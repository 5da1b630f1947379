import type { Group } from '../find/index.ts';
import { submitsOf } from './buttons.ts';
import { evidenceOf } from './features.ts';
import { kindOf } from './kind.ts';
import { guess } from './guess.ts';
import { withAccount, withCardName, withIdentifier, withoutCredentials } from './settle.ts';
import type { Form } from './types.ts';

/** No person fills in a form with more fields; of a longer one the rest is left alone. */
const mostFields = 300;

/** What a group of fields is for, and each of them. */
export function classify(group: Group): Form {
  const { container, pressed } = group;
  const evidence = evidenceOf({ ...group, fields: group.fields.slice(0, mostFields) });
  const guessed = withCardName(withAccount(withIdentifier(evidence.fields.map(guess))));
  const kind = kindOf(guessed, evidence);
  const guesses = withoutCredentials(guessed, kind);
  return {
    kind,
    container,
    fields: guesses.map(({ field, type }) => ({ element: field.element, type })),
    submits: submitsOf(pressed, evidence.fields, container),
    senders: pressed.filter(isSender),
  };
}

function isSender(element: HTMLElement): boolean {
  const { type } = element as HTMLButtonElement | HTMLInputElement;
  return type === 'submit' || type === 'image';
}
