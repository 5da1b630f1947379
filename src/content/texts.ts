import { world } from './document/index.ts';
import { TextMarks } from './text-marks.ts';

/** Brings what reads armored texts and shows marks beside them. */
export function texts(): void {
  world().texts ??= (...parts) => new TextMarks(...parts);
}
