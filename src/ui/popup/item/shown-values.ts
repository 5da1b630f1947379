import { message } from '../../../platform/index.ts';
import type { ItemView } from '../../../rpc/index.ts';
import { viewOf } from '../../items/index.ts';

/** A value of an item as the popup shows it. */
export interface ShownValue {
  /** As `items.copy` knows it. */
  readonly field: string;
  readonly label: string;
  readonly value: string;
  /** `totp`: what one-time codes are made of, and never shown itself. */
  readonly as: 'line' | 'secret' | 'text' | 'totp';
}

/** What there is to see of an item: its kind's own fields, then those that a person added. Empty ones are none. */
export function shownValues({ item }: Pick<ItemView, 'item'>): readonly ShownValue[] {
  const own = viewOf(item.kind).shown.map(({ name, label, as }): ShownValue => {
    const value = (item as unknown as Readonly<Record<string, unknown>>)[name];
    return { field: name, label: message(label), value: typeof value === 'string' ? value : '', as };
  });
  const added = item.fields.map(({ id, label, type, value }): ShownValue => {
    const as = type === 'hidden' ? 'secret' : type === 'totp' ? 'totp' : type === 'notes' ? 'text' : 'line';
    const shown = type === 'boolean' ? message(value === 'true' ? 'popupYes' : 'popupNo') : value;
    return { field: `fields/${id}`, label, value: shown, as };
  });
  return [...own, ...added].filter(({ value }) => value !== '');
}

/** A former value, newest first. */
export interface FormerValue {
  readonly field: string;
  readonly label: string;
  readonly value: string;
  readonly secret: boolean;
  readonly until: number;
}

/** The former values of the kind's own fields of text; what another version kept besides stays kept, and unseen. */
export function formerValues({ item, history }: Pick<ItemView, 'item' | 'history'>): readonly FormerValue[] {
  const { shown } = viewOf(item.kind);
  return history
    .flatMap(({ field, value, until }) => {
      const known = shown.find(({ name }) => name === field);
      if (!known || typeof value !== 'string') return [];
      const secret = known.as === 'secret' || known.as === 'totp';
      return [{ field, label: message(known.label), value, secret, until }];
    })
    .toReversed();
}
