import type { FieldType, FormField } from '../classify/index.ts';
import type { FieldElement } from '../find/index.ts';
import { asIs, isInert, isMasked, isOpen, isShown } from '../find/index.ts';

/** How a field stood when somebody decided what it is for. */
export interface Standing {
  readonly form: HTMLFormElement | null;
  readonly root: Node;
  readonly inputType: string;
  readonly action: string | null;
}

export function standingOf(element: FieldElement): Standing {
  const { form, type } = element;
  return { form, root: element.getRootNode(), inputType: type, action: asIs(form)?.getAttribute('action') ?? null };
}

/** What must never be readable over a shoulder. */
const hidden = new Set<FieldType>(['current-password', 'new-password']);

/** Whether a field is still the one that was looked at: asked anew right before every write. */
export function stands({ element, type }: FormField, before: Standing): boolean {
  if (!element.isConnected || element.ownerDocument !== document) return false;
  const now = standingOf(element);
  const isSame = (Object.keys(now) as (keyof Standing)[]).every((name) => now[name] === before[name]);
  return isSame && isOpen(element) && isShown(element) && !isInert(element) && (!hidden.has(type) || isMasked(element));
}
