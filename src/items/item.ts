/** What a field held before, and when that ended (milliseconds since 1970). */
export interface FieldHistory {
  readonly field: string;
  readonly value: unknown;
  readonly until: number;
}

/** What every item has, whatever its kind. Times are milliseconds since 1970, claims of the device that wrote them. */
export interface ItemBase {
  readonly title: string;
  readonly favourite: boolean;
  readonly tags: readonly string[];
  readonly createdAt: number;
  /** The last change of content: marking as favourite or moving to the trash doesn't count. */
  readonly updatedAt: number;
  readonly trashedAt?: number;
  /** Oldest first. */
  readonly history: readonly FieldHistory[];
}

export interface NoteItem extends ItemBase {
  readonly kind: 'note';
  readonly body: string;
}

export type Item = NoteItem;
export type ItemKind = Item['kind'];

/** What the user may edit; the rest is kept by `editItem`, `trashItem` and `restoreItem`. */
export type ItemFields<I extends Item = Item> = Omit<I, 'createdAt' | 'updatedAt' | 'trashedAt' | 'history'>;
