import * as v from 'valibot';
import type { FieldHistory, ItemFields, ItemKind } from '../../items/index.ts';
import type { KindSchemas } from './kinds/index.ts';
import type { Done } from './question.ts';
import { ask, id, nothing, window } from './question.ts';

export interface ItemRow {
  readonly id: string;
  readonly kind: ItemKind;
  readonly title: string;
  /** What tells items of one title apart; nothing secret. */
  readonly detail: string;
  readonly favourite: boolean;
  readonly updatedAt: number;
  readonly trashedAt?: number;
}

export interface ItemView {
  readonly id: string;
  readonly revision: number;
  readonly item: ItemFields;
  readonly createdAt: number;
  readonly updatedAt: number;
  readonly trashedAt?: number;
  readonly history: readonly FieldHistory[];
  /** After a save onto a newer state: both edits stand, or two values excluded each other and one is in the history. */
  readonly merged?: 'clean' | 'conflict';
}

export interface About {
  readonly version: string;
  readonly account: string;
  readonly device: string;
  readonly generation: number;
  readonly sequence: number;
  /** First eight characters of the head, as XXXX-XXXX. */
  readonly head: string;
  readonly items: number;
}

/** What is kept: searched, read, edited and thrown away; of the kinds whose schemas are given. */
export function itemQuestions<Schemas extends KindSchemas>(schemas: Schemas) {
  const fields = fieldsOf(schemas);
  return {
    'items.search': ask<{ readonly rows: readonly ItemRow[]; readonly total: number }>()(
      window,
      v.strictObject({
        query: v.pipe(v.string(), v.maxLength(500)),
        in: v.picklist(['all', 'trash', 'favourites']),
        offset: v.pipe(v.number(), v.integer(), v.minValue(0)),
        limit: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(500)),
      }),
    ),
    'items.read': ask<ItemView>()(window, v.strictObject({ id })),
    /**
     * Without id: a new item. `revision` and `base`: what was edited; onto a newer state it is merged field by field, which
     * takes `base` (without it, what is stored counts as seen).
     */
    'items.save': ask<ItemView>()(
      window,
      v.strictObject({ id: v.optional(id), revision: v.optional(v.number()), base: v.optional(fields), item: fields }),
    ),
    'items.trash': ask<Done>()(window, v.strictObject({ id })),
    'items.restore': ask<Done>()(window, v.strictObject({ id })),
    'items.delete': ask<Done>()(window, v.strictObject({ id })),
    'items.emptyTrash': ask<Done>()(window, nothing),
    about: ask<About>()(window, nothing),
  } as const;
}

/** What the user may edit, of any of these kinds. */
function fieldsOf<Schemas extends KindSchemas>(schemas: Schemas) {
  return v.variant('kind', Object.values(schemas) as Schemas[keyof Schemas][]);
}
