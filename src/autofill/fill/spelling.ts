import type { FieldType } from '../classify/index.ts';
import type { FieldRules } from './rules.ts';
import type { FillValues } from './values.ts';

/** What a value is written for. */
export interface Spelling {
  readonly values: FillValues;
  readonly rules: FieldRules;
  /** The types that the other fields have: a phone number beside a country code is another one. */
  readonly beside: ReadonlySet<FieldType>;
}

/** The ways in which one value can be written, the likeliest first; none: nothing is known. */
export type Spell = (spelling: Spelling) => readonly string[];

export function known(...texts: readonly (string | undefined)[]): readonly string[] {
  return texts.filter((text): text is string => text !== undefined && text !== '');
}

export function digitsOf(text: string): string {
  return text.replace(/\D/g, '');
}
