import { fill, survey } from '../../../src/autofill/index.ts';
import type { FieldType, FilledField, FillValues } from '../../../src/autofill/index.ts';

type FormFields = Parameters<typeof fill>[0];

/** The fields of the page by what their `autocomplete` says; several that say a code are its parts. */
function fieldsHere(): FormFields {
  const all = [...document.querySelectorAll<HTMLInputElement>('input:not([type="hidden"]), select, textarea')];
  // Firefox doesn't tell each value by the property.
  const told = (element: HTMLElement): string => element.getAttribute('autocomplete') ?? '';
  const boxes = all.filter((element) => told(element) === 'one-time-code');
  return all.flatMap((element) => {
    if (told(element) === '') return [];
    const index = boxes.indexOf(element);
    const part = index >= 0 && boxes.length > 1 ? { part: { index, of: boxes.length } } : {};
    return [{ element, type: told(element) as FieldType, ...part }];
  });
}

export function fillHere(values: FillValues, options?: { replace?: boolean }): Promise<readonly FilledField[]> {
  return fill(fieldsHere(), values, options);
}

/** The same in the page's only form, by what we take its fields for. */
export function fillSurveyed(values: FillValues): Promise<readonly FilledField[]> {
  return fill(survey(document, ({ shadowRoot }) => shadowRoot)[0]?.fields ?? [], values);
}
