import * as v from 'valibot';
import type { FieldHistory, Group, ItemFields } from '../../items/index.ts';
import type { ItemRow } from './items.ts';
import type { Done } from './question.ts';
import { ask, id, nothing, window } from './question.ts';

/** An item among those that are one thing. */
export interface DuplicateRow extends ItemRow {
  /** As it is stored now: a merge takes it as it was seen, or not at all. */
  readonly revision: number;
}

/** Items that are one thing, and why. */
export interface DuplicateGroup extends Omit<Group, 'ids'> {
  /** The last changed first. */
  readonly items: readonly DuplicateRow[];
}

export interface Duplicates {
  /** As many as were asked for. */
  readonly groups: readonly DuplicateGroup[];
  readonly total: number;
  /** Groups whose items differ in nothing. */
  readonly same: number;
}

/** What one item of several would hold. */
export interface Merged {
  readonly item: ItemFields;
  /** Values that gave way: they are in its history. */
  readonly former: readonly FieldHistory[];
  /** It would be larger than an item may be: nothing is merged. */
  readonly tooLarge: boolean;
}

/** `undo`: takes it back, for a moment. */
export interface MergeDone {
  readonly undo: string;
  /** How many groups became one item. */
  readonly groups: number;
}

const seen = v.strictObject({ id, revision: v.pipe(v.number(), v.safeInteger(), v.minValue(0)) });
/** The one that stays, and the others. */
const group = v.strictObject({
  keep: seen,
  others: v.pipe(v.array(seen), v.minLength(1), v.maxLength(100), v.readonly()),
});

/** Items that are one thing: found, looked at, merged and had back. */
export const duplicateQuestions = {
  'duplicates.find': ask<Duplicates>()(
    window,
    v.strictObject({ limit: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(5_000)) }),
  ),
  /** What a merge would come to, as things are now. */
  'duplicates.look': ask<Merged>()(window, group),
  /** One commit: the others go to the trash. Refused where one of them was changed since it was seen. */
  'duplicates.merge': ask<MergeDone>()(window, group),
  /** Merges every group whose items differ in nothing. */
  'duplicates.mergeSame': ask<MergeDone>()(window, nothing),
  'duplicates.undo': ask<Done>()(window, v.strictObject({ undo: id })),
} as const;
