import { asIs, follows, isMasked, isSender, parentOf } from '../find/index.ts';
import type { FieldElement } from '../find/index.ts';
import { wordsIn } from './words.ts';
import type { Written, WrittenField } from './written.ts';

/** Fields that hid what is typed at an earlier look: pages show it where a person asks for that, and they stay what they are. */
const once = new WeakSet<FieldElement>();

/** Whether a field hides what is typed, or would if nobody had had it shown. */
export function isVeiled(field: WrittenField, { buttons, container }: Written): boolean {
  const { element } = field;
  if (isMasked(element)) once.add(element);
  if (once.has(element)) return true;
  if (element.localName !== 'input' || element.type !== 'text' || !saysPassword(field)) return false;
  const near = nearOf(element, container);
  return buttons.some(
    (button) =>
      !isSender(button.element) &&
      follows(button.element, element) &&
      near.some((box) => asIs(box).contains(button.element)) &&
      wordsIn(button.text).includes('leave'),
  );
}

function saysPassword({ texts: { name, id, label, placeholder } }: WrittenField): boolean {
  return [name, id, label, placeholder].some((text) => wordsIn(text).includes('pass'));
}

/** The boxes that a field shares with what shows and hides it. */
function nearOf(element: Element, container: Element): Element[] {
  const inner = parentOf(element);
  const outer = inner && parentOf(inner);
  return [inner, outer].filter((box) => box !== null && !asIs(box).contains(container)) as Element[];
}
