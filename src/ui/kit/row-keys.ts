/**
 * How the keyboard walks through a list. A row is one Tab stop: its buttons are reached by the arrow keys. Everything here is
 * decided over plain values; the list does it.
 */

/** Where a row's own part is, among its buttons counted from 0. */
const main = -1;

/** The row to go to from row `at` of `length`; undefined where the key is not ours or the list's beginning is passed. */
export function rowAfter(key: string, at: number, length: number): number | undefined {
  const to = { ArrowDown: Math.min(at + 1, length - 1), ArrowUp: at - 1, Home: 0, End: length - 1 }[key];
  return to === undefined || to < 0 ? undefined : to;
}

/**
 * The part of a row to go to from part `at` (a button's number, or -1 for the row itself): the arrow that points along the
 * line goes on, the other one back, and both stay at their end. Undefined where the key is not ours.
 */
export function partAfter(key: string, at: number, buttons: number, rightToLeft: boolean): number | undefined {
  const step = { ArrowRight: 1, ArrowLeft: -1 }[key];
  if (step === undefined) return undefined;
  return Math.max(main, Math.min(at + (rightToLeft ? -step : step), buttons - 1));
}

/** Whether a key opens the menu of the row that has the focus. */
export function opensMenu({ key, shiftKey }: Pick<KeyboardEvent, 'key' | 'shiftKey'>): boolean {
  return key === '.' || key === 'ContextMenu' || (key === 'F10' && shiftKey);
}

interface Lettered {
  readonly label: string;
  /** The one that it shall have. */
  readonly letter?: string;
  /** Something is lost by it: no letter does that. */
  readonly danger?: boolean;
}

/** A letter for each thing that can be chosen: its own, or the first of its words that no other has; none for what loses something. */
export function lettersOf(items: readonly Lettered[]): readonly (string | undefined)[] {
  const taken = new Set(items.flatMap(({ letter }) => letter ?? []));
  return items.map(({ label, letter: own, danger = false }) => {
    if (danger) return undefined;
    if (own !== undefined) return own;
    const letter = label
      .toLocaleUpperCase()
      .match(/\p{L}/gu)
      ?.find((one) => !taken.has(one));
    if (letter !== undefined) taken.add(letter);
    return letter;
  });
}
