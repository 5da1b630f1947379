import type { FieldElement, FieldType, Form, FormKind } from '../../src/autofill/index.ts';
import { survey } from '../../src/autofill/index.ts';
import type { WholeForm } from './corpus.ts';
import { stripAnswers, stripUnknown } from './strip.ts';

/** A field for which the corpus has an answer, beside ours. */
export interface Answered {
  readonly label: string;
  readonly type: FieldType;
  /** Whether it would be filled: a person sees it and can type into it. */
  readonly isShown: boolean;
  /** The kind of its form: ours, and that of the corpus where it says one. */
  readonly kind: FormKind | undefined;
  readonly formLabel: string | undefined;
}

export interface AnsweredPage {
  readonly fields: readonly Answered[];
  readonly submitMissed: number;
  readonly submitFalse: number;
  /** Fields held to be for a password that neither hide what is typed nor are labelled as one; shown ones get none anyway. */
  readonly passwordMisplaced: number;
  readonly milliseconds: number;
}

const credentials = new Set<FieldType>(['current-password', 'new-password']);

/** What we say of a page whose labels stand in it; they are taken out before. */
export function answerLabelled(isUnknownGone = false): AnsweredPage {
  const labels = new Map([...document.querySelectorAll('[data-manual-scoring]')].map(labelOf));
  const sending = new Set(document.querySelectorAll('[data-manual-submit]'));
  stripAnswers();
  if (isUnknownGone) stripUnknown();
  const { forms, every, milliseconds } = look();
  const submits = new Set(forms.filter(isOfUse).flatMap((form) => form.submits));
  return {
    fields: [...labels].map(([element, label]) => answer(element, label, undefined, forms, every)),
    submitMissed: [...sending].filter((element) => !submits.has(element as HTMLElement)).length,
    submitFalse: [...submits].filter((element) => !sending.has(element)).length,
    passwordMisplaced: misplaced(forms, (field) => labels.get(field)?.startsWith('password') === true),
    milliseconds,
  };
}

/** What we say of a whole page, by the names of its fields. */
export function answerWhole(labelled: readonly WholeForm[]): AnsweredPage {
  const { forms, every, milliseconds } = look();
  const fields = labelled.flatMap(({ kind, fields: named }, i) =>
    Object.entries(named).flatMap(([name, label]) => {
      const element = document.forms[i]?.elements.namedItem(name);
      const field = element instanceof RadioNodeList ? element[0] : element;
      return field instanceof Element ? [answer(field, label, kind, forms, every)] : [];
    }),
  );
  return { fields, submitMissed: 0, submitFalse: 0, passwordMisplaced: misplaced(forms, () => false), milliseconds };
}

function labelOf(element: Element): [Element, string] {
  return [element, element.getAttribute('data-manual-scoring') ?? ''];
}

function look(): { forms: readonly Form[]; every: readonly Form[]; milliseconds: number } {
  const shadowRootOf = (element: Element): ShadowRoot | null => element.shadowRoot;
  const start = performance.now();
  const forms = survey(document, shadowRootOf);
  const milliseconds = performance.now() - start;
  // A page without its scripts shows nothing of its later steps, and opens no field.
  return { forms, every: survey(document, shadowRootOf, { unseen: true }), milliseconds };
}

function answer(
  element: Element,
  label: string,
  formLabel: string | undefined,
  forms: readonly Form[],
  every: readonly Form[],
): Answered {
  const find = (among: readonly Form[]): [FieldType, FormKind] | undefined => {
    for (const { kind, fields } of among)
      for (const field of fields) if (field.element === element) return [field.type, kind];
    return undefined;
  };
  const shown = find(forms);
  const [type, kind] = shown ?? find(every) ?? (['unknown', undefined] as const);
  return { label, type, isShown: shown !== undefined, kind, formLabel };
}

function isOfUse({ fields }: Form): boolean {
  return fields.some(({ type }) => type !== 'unknown' && type !== 'search');
}

function misplaced(forms: readonly Form[], isPassword: (field: FieldElement) => boolean): number {
  const fields = forms.flatMap((form) => form.fields);
  return fields.filter(({ type, element }) => credentials.has(type) && !isHiding(element) && !isPassword(element))
    .length;
}

function isHiding(element: FieldElement): boolean {
  return (
    element.type === 'password' ||
    !/^(?:none)?$/.test(getComputedStyle(element).getPropertyValue('-webkit-text-security'))
  );
}
