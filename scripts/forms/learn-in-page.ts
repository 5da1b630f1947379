import { elementsOf, groupsOf, isOpen, isShown } from '../../src/autofill/find/index.ts';
import { buttonNames } from '../../src/autofill/classify/buttons.ts';
import { evidenceOf } from '../../src/autofill/classify/features.ts';
import type { FieldEvidence, GroupEvidence } from '../../src/autofill/classify/features.ts';
import type { Evidence } from '../../src/autofill/classify/types.ts';
import { writtenIn } from '../../src/autofill/classify/written.ts';
import type { Written } from '../../src/autofill/classify/written.ts';
import type { Model } from '../../src/autofill/classify/model.ts';
import type { WholeForm } from './corpus.ts';
import { stripAnswers } from './strip.ts';

/** Something that people labelled, with what speaks for what it may be. */
export interface Sample extends Evidence {
  readonly model: Model;
  readonly label: string;
  readonly isShown: boolean;
}

/** Every labelled field and every button of a page whose labels stand in it. */
export function samples(): readonly Sample[] {
  const labelled = [...document.querySelectorAll('[data-manual-scoring]')];
  const labels = new Map(labelled.map((element) => [element, element.getAttribute('data-manual-scoring') ?? '']));
  const sending = new Set(document.querySelectorAll('[data-manual-submit]'));
  stripAnswers();
  const { seen, sampled } = look(labels);
  const buttons = seen
    .filter(({ evidence }) => evidence.fields.some(({ element }) => (labels.get(element) ?? 'unknown') !== 'unknown'))
    .flatMap(({ written, evidence }) => buttonNames(written, evidence.fields))
    .map(([button, names]): Sample => {
      return { model: 'button', label: sending.has(button) ? 'submit' : 'unknown', isShown: true, names, said: [] };
    });
  return [...sampled, ...buttons];
}

/** Every field of a whole page that the corpus names, labelled by the letters of its form and its own. */
export function samplesOfWhole(forms: readonly WholeForm[]): readonly Sample[] {
  const labels = new Map(
    forms.flatMap(({ kind, fields }, i) =>
      Object.entries(fields).flatMap(([name, label]) => {
        const field = document.forms[i]?.elements.namedItem(name);
        return field instanceof Element ? [[field, `${kind} ${label}`] as const] : [];
      }),
    ),
  );
  return look(labels).sampled;
}

interface Looked {
  readonly written: Written;
  readonly evidence: GroupEvidence;
}

function look(labels: ReadonlyMap<Element, string>): {
  readonly seen: readonly Looked[];
  readonly sampled: readonly Sample[];
} {
  const elements = elementsOf(document, (element) => element.shadowRoot);
  const groups = (isCounted: Parameters<typeof groupsOf>[1]): Looked[] =>
    groupsOf(elements, isCounted)
      .map(writtenIn)
      .map((written) => ({ written, evidence: evidenceOf(written) }));
  const seen = groups((field) => isOpen(field) && isShown(field));
  const all = groups(() => true);
  const find = (among: readonly Looked[], element: Element): FieldEvidence | undefined =>
    among.flatMap(({ evidence }) => evidence.fields).find((field) => field.element === element);
  const sampled = [...labels].flatMap(([element, label]): Sample[] => {
    const shown = find(seen, element);
    const field = shown ?? find(all, element);
    if (!field) return [];
    const { names, said } = field;
    return [{ model: field.isMasked ? 'masked' : 'line', label, isShown: shown !== undefined, names, said }];
  });
  return { seen, sampled };
}
