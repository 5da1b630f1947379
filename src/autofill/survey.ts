import type { Form } from './classify/index.ts';
import { classify } from './classify/index.ts';
import type { ShadowRootOf } from './find/index.ts';
import { elementsOf, groupsOf, isOpen, isShown } from './find/index.ts';

/** Every form of a document, by what it shows; hidden, disabled and read-only fields and traps for robots are left out. */
export function survey(root: Document, shadowRootOf: ShadowRootOf): readonly Form[] {
  const elements = elementsOf(root, shadowRootOf);
  return groupsOf(elements, (field) => isOpen(field) && isShown(field)).map(classify);
}
