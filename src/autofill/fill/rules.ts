import { asIs } from '../find/index.ts';
import type { FieldElement } from '../find/index.ts';

export interface Choice {
  readonly value: string;
  readonly text: string;
  readonly isOpen: boolean;
}

/** What a field says about the text that it takes. */
export interface FieldRules {
  readonly control: 'line' | 'lines' | 'select';
  /** The `type` of an input. */
  readonly inputType: string;
  /** -1: any. */
  readonly minLength: number;
  readonly maxLength: number;
  readonly pattern: string;
  readonly min: string;
  readonly max: string;
  /** What people read at it, from which a form like MM/YY can be told. */
  readonly hint: string;
  readonly choices: readonly Choice[];
  readonly language: string;
}

/** Longer labels are whole paragraphs. */
const longestHint = 200;

/** What takes a while to find out is looked up once somebody needs it: a page may have thousands of fields. */
export function rulesOf(element: FieldElement): FieldRules {
  const said = (name: string): string => element.getAttribute(name) ?? '';
  return {
    control: controlOf(element),
    inputType: element.type,
    minLength: 'minLength' in element ? element.minLength : -1,
    maxLength: 'maxLength' in element ? element.maxLength : -1,
    pattern: said('pattern'),
    min: said('min'),
    max: said('max'),
    get hint() {
      return hintOf(element);
    },
    get choices() {
      return 'options' in element ? [...element.options].map(choiceOf) : [];
    },
    get language() {
      return languageOf(element);
    },
  };
}

function controlOf({ localName }: FieldElement): FieldRules['control'] {
  if (localName === 'select') return 'select';
  return localName === 'textarea' ? 'lines' : 'line';
}

function hintOf(element: FieldElement): string {
  const labels = [...(element.labels ?? [])].map(({ textContent }) => textContent.slice(0, longestHint));
  return [element.getAttribute('placeholder'), element.title, element.ariaLabel, ...labels]
    .filter(Boolean)
    .join(' \n ');
}

export function choiceOf(option: HTMLOptionElement): Choice {
  const group = option.parentElement;
  const isOpen = !option.disabled && !(group instanceof HTMLOptGroupElement && group.disabled);
  return { value: option.value, text: option.text, isOpen };
}

/** The language that a page says it has; one that the browser doesn't know is none. */
function languageOf(element: FieldElement): string {
  const said = asIs(element.closest('[lang]'))?.getAttribute('lang') ?? document.documentElement.lang;
  try {
    return Intl.getCanonicalLocales(said)[0] ?? navigator.language;
  } catch {
    return navigator.language;
  }
}
