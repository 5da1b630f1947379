import { world } from './world.ts';
import type { Field } from '../writing/index.ts';

/** Whether nobody knows yet what a field is for: of lines somebody must, texts of several lines speak for themselves. */
export function isUnknown({ element }: Field): boolean {
  return element instanceof HTMLInputElement && world().survey === undefined;
}

/** Whether a field is there for messages, as far as one sees: no credential, code, card or search. */
export function takesMessages({ element }: Field): boolean {
  return world().uses?.(element).messages ?? true;
}
