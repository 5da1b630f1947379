/** What a field held before, and when that ended (milliseconds since 1970). */
export interface FieldHistory {
  readonly field: string;
  readonly value: unknown;
  readonly until: number;
}

export interface CustomField {
  /** Of this field, in this item. */
  readonly id: string;
  readonly label: string;
  /** One that this version doesn't know is of a later one: it is kept, and shown as text. */
  readonly type: 'text' | 'hidden' | 'boolean' | 'date' | 'totp' | 'notes';
  /** A boolean is `true` or empty, a date YYYY-MM-DD. */
  readonly value: string;
}

/** What every item has, whatever its kind. Times are milliseconds since 1970, claims of the device that wrote them. */
export interface ItemBase {
  readonly title: string;
  readonly favourite: boolean;
  readonly tags: readonly string[];
  /** Where a person put it: names, with `/` between them; '' for none. */
  readonly folder: string;
  /** What a person added to what the kind has. */
  readonly fields: readonly CustomField[];
  readonly createdAt: number;
  /** The last change of content: marking as favourite or moving to the trash doesn't count. */
  readonly updatedAt: number;
  readonly trashedAt?: number;
  /** Oldest first. */
  readonly history: readonly FieldHistory[];
}

/** An item of some kind; what a kind adds is its own. */
export interface AnyItem extends ItemBase {
  readonly kind: string;
}

/** What the user may edit, of each kind; the rest is kept by `edit`, `trashItem` and `restoreItem`. */
export type FieldsOf<I extends AnyItem> = I extends AnyItem
  ? Omit<I, 'createdAt' | 'updatedAt' | 'trashedAt' | 'history'>
  : never;
