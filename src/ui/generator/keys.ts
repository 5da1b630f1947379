import { isComposed, isEnter } from '../kit/index.ts';

/** What a key does in the generator. */
export type Deed = 'again' | 'shorter' | 'longer' | 'use';

/** What has the focus, as far as it has keys of its own. */
export type Focused = 'value' | 'button' | 'choice' | 'slider' | 'text';

type Key = Pick<KeyboardEvent, 'key' | 'isComposing' | 'keyCode' | 'ctrlKey' | 'metaKey' | 'altKey'>;

/**
 * Space or R makes another, ← and → change the length, Enter uses it: wherever what has the focus does not need the key
 * itself. A button keeps Space and Enter, a choice and a slider their arrows, a field and a list everything.
 */
export function deedOf(event: Key, focused: Focused, rightToLeft: boolean): Deed | undefined {
  if (event.ctrlKey || event.metaKey || event.altKey || isComposed(event) || focused === 'text') return undefined;
  if (event.key === 'r' || event.key === 'R') return 'again';
  if (isEnter(event)) return focused === 'button' ? undefined : 'use';
  if (event.key === ' ') return focused === 'button' || focused === 'choice' ? undefined : 'again';
  if (focused === 'choice' || focused === 'slider') return undefined;
  if (event.key === 'ArrowLeft') return rightToLeft ? 'longer' : 'shorter';
  if (event.key === 'ArrowRight') return rightToLeft ? 'shorter' : 'longer';
  return undefined;
}

/** What of these the element is that a key went to. */
export function focusedOf(target: EventTarget | null): Focused {
  if (!(target instanceof HTMLElement)) return 'value';
  if (target.matches('input[type="range"]')) return 'slider';
  if (target.matches('input[type="radio"]')) return 'choice';
  if (target.matches('input, select, textarea')) return 'text';
  return target.closest('button, a, summary') ? 'button' : 'value';
}
