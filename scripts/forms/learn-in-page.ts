import { elementsOf, groupsOf, isOpen, isShown } from '../../src/autofill/find/index.ts';
import { buttonNames } from '../../src/autofill/classify/buttons.ts';
import { evidenceOf } from '../../src/autofill/classify/features.ts';
import type { Evidence } from '../../src/autofill/classify/features.ts';
import type { Model } from '../../src/autofill/classify/model.ts';
import { stripAnswers } from './strip.ts';

/** Something that people labelled, with what speaks for what it may be. */
export interface Sample extends Evidence {
  readonly model: Model;
  readonly label: string;
  readonly isShown: boolean;
}

/** Every labelled field and every button of a page whose labels stand in it. */
export function samples(): readonly Sample[] {
  const labels = new Map(
    [...document.querySelectorAll('[data-manual-scoring]')].map((element) => [
      element,
      element.getAttribute('data-manual-scoring') ?? '',
    ]),
  );
  const sending = new Set(document.querySelectorAll('[data-manual-submit]'));
  stripAnswers();
  const elements = elementsOf(document, (element) => element.shadowRoot);
  const look = (isCounted: Parameters<typeof groupsOf>[1]) =>
    groupsOf(elements, isCounted).map((group) => ({ group, evidence: evidenceOf(group) }));
  const seen = look((field) => isOpen(field) && isShown(field));
  const all = look(() => true);
  const find = (among: typeof seen, element: Element) =>
    among.flatMap(({ evidence }) => evidence.fields).find((field) => field.element === element);
  const fields = [...labels].flatMap(([element, label]): Sample[] => {
    const shown = find(seen, element);
    const field = shown ?? find(all, element);
    return field
      ? [
          {
            model: field.isMasked ? 'masked' : 'line',
            label,
            isShown: shown !== undefined,
            names: field.names,
            said: field.said,
          },
        ]
      : [];
  });
  const buttons = seen
    .filter(({ evidence }) => evidence.fields.some(({ element }) => (labels.get(element) ?? 'unknown') !== 'unknown'))
    .flatMap(({ group, evidence }) => buttonNames(group.pressed, evidence.fields, group.container))
    .map(([button, names]): Sample => ({
      model: 'button',
      label: sending.has(button) ? 'submit' : 'unknown',
      isShown: true,
      names,
      said: [],
    }));
  return [...fields, ...buttons];
}
