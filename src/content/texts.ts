import { world } from './document/index.ts';
import { markSealed } from './sealed-mark.ts';
import { TextMarks } from './text-marks.ts';

/** Brings what reads armored texts and shows marks beside them. */
export function texts(): void {
  const shared = world();
  shared.texts ??= (...parts) => new TextMarks(...parts);
  shared.markSealed ??= markSealed;
}
