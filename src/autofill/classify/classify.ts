import { isSender } from '../find/index.ts';
import type { Group } from '../find/index.ts';
import { submitsOf } from './buttons.ts';
import { evidenceOf } from './features.ts';
import { kindOf } from './kind.ts';
import { guess } from './guess.ts';
import type { Guess } from './guess.ts';
import { withParts } from './parts.ts';
import { withChoices } from './choices.ts';
import { withAccount, withCardName, withCode, withIdentifier, withoutCredentials } from './settle.ts';
import type { Form, FormField } from './types.ts';
import { readTexts } from './words.ts';
import { textsIn, writtenIn } from './written.ts';
import type { Written } from './written.ts';

/** No person fills in a form with more fields; of a longer one the rest is left alone. */
const mostFields = 300;

/** What groups of fields are for, and each of their fields. */
export function classify(groups: readonly Group[]): Form[] {
  const written = groups.map((group) => writtenIn({ ...group, fields: group.fields.slice(0, mostFields) }));
  readTexts(written.flatMap(textsIn));
  return written.map(judge);
}

function judge(written: Written): Form {
  const { container, pressed } = written;
  const evidence = evidenceOf(written);
  const first = withCode(withChoices(evidence.fields.map(guess), evidence), evidence);
  const guessed = withCardName(withAccount(withIdentifier(withParts(first, evidence))));
  const kind = kindOf(guessed, evidence);
  const guesses = withoutCredentials(guessed, kind);
  return {
    kind,
    container,
    fields: guesses.map(fieldOf),
    submits: submitsOf(written, evidence.fields),
    senders: pressed.filter(isSender),
  };
}

function fieldOf({ field: { element }, type, part }: Guess): FormField {
  return { element, type, ...(part && { part }) };
}
