import { asIs } from '../find/index.ts';
import type { FieldElement, Group } from '../find/index.ts';
import { textIn, textsOf } from './texts.ts';
import type { FieldTexts } from './texts.ts';

/** What can be read of something that is pressed. */
interface ButtonTexts {
  readonly element: HTMLElement;
  /** What stands on it. */
  readonly text: string;
  /** What programmers call it. */
  readonly names: string;
}

export interface WrittenField {
  readonly element: FieldElement;
  readonly texts: FieldTexts;
}

/** A group of fields with all that can be read at it. */
export interface Written extends Pick<Group, 'container' | 'pressed'> {
  readonly fields: readonly WrittenField[];
  /** What programmers call the whole. */
  readonly names: string;
  readonly text: string;
  readonly buttons: readonly ButtonTexts[];
}

/** So much of a form is read, in UTF-16 units and in pieces of text. */
const mostText = 3_000;
const mostPieces = 400;
/** And so much of what it is called. */
const mostNames = 300;
const mostButtonNames = 200;
/** A form with more buttons is a whole page. */
const mostButtons = 60;

export function writtenIn({ container, fields, pressed }: Group): Written {
  return {
    container,
    pressed,
    fields: fields.map((element) => ({ element, texts: textsOf(element) })),
    names: namesOf(container, ['id', 'name', 'class', 'action', 'aria-label']).slice(0, mostNames),
    text: textIn(container, mostText, mostPieces),
    buttons: pressed.slice(0, mostButtons).map((element) => ({
      element,
      text: buttonText(element),
      names: namesOf(element, ['id', 'name', 'class']).slice(0, mostButtonNames),
    })),
  };
}

/** Every text of it that is asked what it speaks of. */
export function textsIn({ fields, names, text, buttons }: Written): string[] {
  return [
    ...fields.flatMap(({ texts }) => Object.values(texts)),
    names,
    text,
    ...buttons.flatMap((button) => [button.text, button.names]),
  ];
}

export function attribute(element: Element, name: string): string {
  return asIs(element).getAttribute(name) ?? '';
}

function namesOf(element: Element, attributes: readonly string[]): string {
  return attributes.map((name) => attribute(element, name)).join(' ');
}

function buttonText(element: HTMLElement): string {
  const value = element instanceof HTMLInputElement ? (element.getAttribute('value') ?? '') : '';
  return `${value || textIn(element, 80)} ${attribute(element, 'aria-label')} ${attribute(element, 'title')}`;
}
