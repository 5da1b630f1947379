/**
 * Which items of a list are chosen, as plain values: single ones, and the stretch that was drawn last from an anchor. Drawing
 * that stretch anew takes its place; whatever else was chosen stays.
 */
export interface Choice {
  readonly single: ReadonlySet<string>;
  readonly stretch: readonly string[];
  /** Where the next stretch begins: an item, and where it stood in the list. */
  readonly anchor?: Anchor;
}

export interface Anchor {
  readonly id: string;
  readonly index: number;
}

export const nothingChosen: Choice = { single: new Set(), stretch: [] };

/** All that are chosen. */
export function chosenIds({ single, stretch }: Choice): ReadonlySet<string> {
  return new Set([...single, ...stretch]);
}

/** One more or less; the next stretch begins there. */
export function toggled(choice: Choice, anchor: Anchor): Choice {
  const single = new Set(chosenIds(choice));
  if (!single.delete(anchor.id)) single.add(anchor.id);
  return { single, stretch: [], anchor };
}

/** The same, without a place where the next stretch begins. */
export function settled(choice: Choice): Choice {
  return { single: chosenIds(choice), stretch: [] };
}

/** Everything from the anchor on; without one, it is put down where the stretch begins. */
export function stretched(choice: Choice, ids: readonly string[], begin: Anchor): Choice {
  const anchor = choice.anchor ?? begin;
  return { single: choice.single, stretch: ids, anchor };
}

/** These, too. */
export function withMore(choice: Choice, ids: readonly string[]): Choice {
  const { anchor } = choice;
  return { single: new Set([...chosenIds(choice), ...ids]), stretch: [], ...(anchor && { anchor }) };
}

/** All but these: they are not in this list any more. */
export function without(choice: Choice, gone: readonly string[]): Choice {
  const left = new Set(gone);
  const { anchor } = choice;
  return {
    single: new Set([...choice.single].filter((id) => !left.has(id))),
    stretch: choice.stretch.filter((id) => !left.has(id)),
    ...(anchor && !left.has(anchor.id) && { anchor }),
  };
}
