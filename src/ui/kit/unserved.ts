/**
 * For every field that text is typed into or shown in (`test/ui/unserved.test.ts` finds one without): no service of the browser's maker is
 * sent the text to spell, correct or finish it, and no form history keeps it.
 */
export const unserved: Readonly<Record<string, string | boolean>> = {
  autocomplete: 'off',
  autocapitalize: 'off',
  // As an attribute, whatever the case: the property of the same name takes yes or no.
  autoCorrect: 'off',
  spellcheck: false,
  writingsuggestions: 'false',
  translate: false,
};
