import type { FieldType, FormField } from '../classify/index.ts';
import type { FieldElement } from '../find/index.ts';
import { isAlike, isCut } from './alike.ts';
import type { Content } from './plan.ts';
import type { Standing } from './standing.ts';
import { standingOf, stands } from './standing.ts';
import { write } from './write.ts';

/**
 * `kept`: a person's text stands there; `unfit`: the field takes no form of the value, and nothing was cut; `refused`: the
 * field is not the one any more that was looked at, or the page put something else there.
 */
export type FillOutcome = 'filled' | 'kept' | 'unfit' | 'refused';

/** One field on its way: what comes into it, what stood there, what became of it. */
export class Entry {
  readonly field: FormField;
  readonly #content: Content | 'unfit';
  readonly #standing: Standing;
  #before = '';
  #isPut = false;
  #isMended = false;
  #outcome: FillOutcome | undefined;

  constructor(field: FormField, content: Content | 'unfit') {
    this.field = field;
    this.#content = content;
    this.#standing = standingOf(field.element);
    if (content === 'unfit') this.#outcome = 'unfit';
  }

  /** The text that comes into it; undefined: it is a choice, or nothing. */
  get text(): string | undefined {
    return this.#content !== 'unfit' && 'text' in this.#content ? this.#content.text : undefined;
  }

  /** Whether something waits to be written here. */
  get isOpen(): boolean {
    return this.#outcome === undefined && !this.#isPut;
  }

  end(outcome: FillOutcome): void {
    this.#outcome = outcome;
  }

  /** Whether somebody else's text stands there. What begins like ours is none: nothing of it goes. */
  isTaken(): boolean {
    if (this.#content === 'unfit') return false;
    const { element, type } = this.field;
    if (!('text' in this.#content)) return isChosen(element, this.#content.at);
    const { text } = this.#content;
    return !text.startsWith(element.value) && !isAlike(type, text, element.value) && !isEmpty(type, element.value);
  }

  stillStands(): boolean {
    return stands(this.field, this.#standing);
  }

  /** Writes it, if it is to be written and the field is still the one that was looked at. */
  put(): void {
    if (!this.isOpen) return;
    this.#before = this.field.element.value;
    if (this.#isThere()) this.#isPut = true;
    else this.#write();
  }

  /** The page has taken it by itself, in its own way. */
  leave(): void {
    this.#isPut = true;
  }

  /** Writes it once more, once, where a page has drawn over it what it thought to stand there. Answers whether it did. */
  mend(): boolean {
    if (this.#outcome !== undefined || this.#isMended || this.#isThere() || !this.#isUndone()) return false;
    this.#isMended = true;
    this.#write();
    return true;
  }

  /** What became of it. A part of a value is no value: what stood there before comes back. */
  conclude(): FillOutcome {
    if (this.#outcome !== undefined) return this.#outcome;
    if (this.#isThere()) return 'filled';
    if (this.text === undefined || !isCut(this.text, this.field.element.value)) return 'refused';
    write(this.field.element, { text: this.#before }, () => this.stillStands());
    return 'unfit';
  }

  #write(): void {
    if (this.#content === 'unfit') return;
    this.#isPut = write(this.field.element, this.#content, () => this.stillStands());
    if (!this.#isPut) this.#outcome = 'refused';
  }

  #isThere(): boolean {
    const { element, type } = this.field;
    if (this.#content === 'unfit') return false;
    if ('text' in this.#content) return isAlike(type, this.#content.text, element.value);
    return element.localName === 'select' && element.value === this.#content.choice.value;
  }

  /** Whether the page took it back or cut it; anything else that stands there, somebody meant. */
  #isUndone(): boolean {
    const { value } = this.field.element;
    return value === this.#before || (this.text !== undefined && isCut(this.text, value));
  }
}

/** A mask that waits for its digits, or the calling code that a page has put there, is nobody's text. */
function isEmpty(type: FieldType, value: string): boolean {
  if (type === 'current-password' || type === 'new-password') return value === '';
  return /^[\s()_\-/.+•*#]*$/.test(value) || (/^tel(?:-country-code)?$/.test(type) && /^\+\d{1,3}\s?$/.test(value));
}

/** Whether a person chose something else there: pages choose beforehand, too, and browsers tell one from the other. */
function isChosen(element: FieldElement, at: number): boolean {
  if (element.value === '' || (element as HTMLSelectElement).selectedIndex === at) return false;
  return element.matches(':user-valid, :user-invalid');
}
