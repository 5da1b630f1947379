import type { Choice, FieldRules } from '../../../src/autofill/fill/rules.ts';

/** A field that takes any text, but for what is said. */
export function rules(said: Partial<FieldRules> = {}): FieldRules {
  return {
    ...{ control: 'line', inputType: 'text', minLength: -1, maxLength: -1, pattern: '', min: '', max: '', hint: '' },
    ...{ choices: [], language: 'en', ...said },
  };
}

/** A select of these; `value=text` where both differ. */
export function select(entries: readonly string[], said: Partial<FieldRules> = {}): FieldRules {
  const choices = entries.map((entry): Choice => {
    const [value = '', text = value] = entry.split('=');
    return { value, text, isOpen: true };
  });
  return rules({ control: 'select', inputType: 'select-one', choices, ...said });
}
