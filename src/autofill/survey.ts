import type { Form } from './classify/index.ts';
import { classify } from './classify/index.ts';
import type { FieldElement, ShadowRootOf } from './find/index.ts';
import { elementsOf, groupsOf, isInert, isNoTrap, isOpen, isShown, opensAtFocus } from './find/index.ts';

export interface SurveyOptions {
  /** Fields too that nobody could fill now: hidden, disabled, read-only. They say what was typed a step before, and come last. */
  readonly unseen?: boolean;
}

/** Every form of a document, by what it shows; fields that are hidden, disabled, inert or read-only and traps for robots are left out. */
export function survey(
  root: Document,
  shadowRootOf: ShadowRootOf,
  { unseen = false }: SurveyOptions = {},
): readonly Form[] {
  const elements = elementsOf(root, shadowRootOf);
  const seen = classify(groupsOf(elements, isFillable));
  return unseen ? [...seen, ...classify(groupsOf(elements, () => true))] : seen;
}

function isFillable(field: FieldElement): boolean {
  return (isOpen(field) || opensAtFocus(field)) && isShown(field) && isNoTrap(field) && !isInert(field);
}
