import { fill } from '../../../src/autofill/index.ts';
import type { FieldType, FilledField, FillValues } from '../../../src/autofill/index.ts';

type FormFields = Parameters<typeof fill>[0];

/** The fields of the page by what their `autocomplete` says; boxes of one digit are the parts of a code. */
function fieldsHere(): FormFields {
  const all = [...document.querySelectorAll<HTMLInputElement>('input:not([type="hidden"]), select, textarea')];
  // Firefox doesn't tell each value by the property.
  const told = (element: HTMLElement): string => element.getAttribute('autocomplete') ?? '';
  const boxes = all.filter(
    (element) => element.maxLength === 1 || element.size === 1 || /^(?:one-time-code|off)$/.test(told(element)),
  );
  return all.flatMap((element) => {
    const index = boxes.indexOf(element);
    if (index >= 0 && boxes.length > 1) return { element, type: 'one-time-code', part: { index, of: boxes.length } };
    return told(element) === '' ? [] : { element, type: told(element) as FieldType };
  });
}

export function fillHere(values: FillValues, options?: { replace?: boolean }): Promise<readonly FilledField[]> {
  return fill(fieldsHere(), values, options);
}
