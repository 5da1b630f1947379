import * as v from 'valibot';
import type { Closeness, Doubt, FieldHistory, ItemFields, ItemKind, ListedKind } from '../../items/index.ts';
import type { KindSchemas } from './kinds/index.ts';
import { folder, tag } from './kinds/shared.ts';
import type { Done } from './question.ts';
import { ask, chosen, id, MOST_CHOSEN, nothing, window } from './question.ts';

export interface ItemRow {
  readonly id: string;
  readonly kind: ListedKind;
  readonly title: string;
  /** What tells items of one title apart; nothing secret. */
  readonly detail: string;
  readonly favourite: boolean;
  readonly createdAt: number;
  readonly updatedAt: number;
  readonly trashedAt?: number;
  /** When it goes from the trash by itself. */
  readonly goesAt?: number;
  readonly folder?: string;
  /** Of a login: the host of its first address. */
  readonly site?: string;
  /** Of a login. */
  readonly hasPassword?: boolean;
  readonly hasTotp?: boolean;
}

/** A login that belongs to a page. */
export interface PageRow extends ItemRow {
  readonly username: string;
  readonly hasPassword: boolean;
  readonly hasTotp: boolean;
  /** `exact` host, the same registrable `domain`, or `other`: with a doubt, or by a regular expression. */
  readonly closeness: Closeness;
  /** What has to be asked before anything is filled in: `port`, only the port differs; `http`, the page isn't encrypted. */
  readonly doubts: readonly Doubt[];
}

export interface ForPage {
  /** Absent where no login can belong (a file, a page of the browser), or the browser doesn't tell us the page. */
  readonly site?: { readonly scheme: 'https' | 'http'; readonly host: string; readonly port: string };
  /** Exact ones first, then those of the domain, then others; the last changed first. */
  readonly rows: readonly PageRow[];
  /** A regular expression was left out: it is none, too large, or comparing it took too long. */
  readonly leftOut: boolean;
}

/** What was found; of one kind, where only that was sought. */
export interface Found {
  readonly rows: readonly ItemRow[];
  /** Where the rows begin in all that was found. */
  readonly offset: number;
  readonly total: number;
  /** How many were found of each kind, whichever kind was sought. */
  readonly counts: Readonly<Partial<Record<ItemKind, number>>>;
}

/** The words that items are sorted by. */
export interface Labels {
  readonly folders: readonly string[];
  /** The most used first. */
  readonly tags: readonly { readonly tag: string; readonly items: number }[];
}

/** What is chosen in a list, as it is now. */
export interface Chosen {
  /** How many of them are still in this place, and which aren't. */
  readonly here: number;
  readonly gone: readonly string[];
  /** Of the first few. */
  readonly titles: readonly string[];
  readonly favourites: number;
  /** The most used first. */
  readonly tags: Labels['tags'];
  readonly folders: readonly { readonly folder: string; readonly items: number }[];
}

export interface ChangedMany {
  readonly changed: number;
  /** Chosen and left as they were: gone by now, or can't be changed by this version. */
  readonly left: number;
  /** Takes it back, for a while; absent where nothing was changed, or nothing can be taken back. */
  readonly undo?: string;
}

export interface ItemView {
  readonly id: string;
  readonly revision: number;
  readonly item: ItemFields;
  readonly createdAt: number;
  readonly updatedAt: number;
  readonly trashedAt?: number;
  /** When it goes from the trash by itself. */
  readonly goesAt?: number;
  readonly history: readonly FieldHistory[];
  /** After a save onto a newer state: both edits stand, or two values excluded each other and one is in the history. */
  readonly merged?: 'clean' | 'conflict';
}

/** An item of a kind that this version doesn't know: to be looked at, and kept as it is. */
export interface LaterView {
  readonly id: string;
  /** As the version calls it that made it. */
  readonly kind: string;
  readonly title: string;
  readonly folder: string;
  readonly tags: readonly string[];
  /** What of it is text: nobody here knows which of them are secrets. */
  readonly values: readonly { readonly name: string; readonly value: string }[];
  readonly updatedAt: number;
  readonly trashedAt?: number;
  readonly goesAt?: number;
}

/** An edit that is not saved yet: what it began on, and what stands there now. */
export interface EditToKeep {
  readonly revision?: number | undefined;
  readonly base?: ItemFields | undefined;
  readonly item: ItemFields;
}

/** One that was kept, and when. */
export type KeptEdit = EditToKeep & { readonly at: number };

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

const places = v.picklist(['all', 'trash', 'favourites']);
const count = v.pipe(v.number(), v.integer(), v.minValue(0));
/** As a person types it: a list of tags is written with commas. */
const typedTag = v.pipe(v.string(), v.trim(), v.minLength(1), tag, v.regex(/^[^,]*$/));
const manyChange = v.variant('do', [
  v.strictObject({ do: v.picklist(['trash', 'restore']) }),
  v.strictObject({ do: v.literal('delete') }),
  v.strictObject({ do: v.literal('favourite'), on: v.boolean() }),
  v.strictObject({ do: v.literal('folder'), folder: v.pipe(v.string(), v.trim(), folder) }),
  v.strictObject({ do: v.picklist(['tag', 'untag']), tag: typedTag }),
]);

/** What is kept: searched, read, edited and thrown away; of the kinds whose schemas are given. */
export function itemQuestions<Schemas extends KindSchemas>(schemas: Schemas) {
  const fields = fieldsOf(schemas);
  const kind = v.picklist(Object.keys(schemas) as ItemKind[]);
  const sought = {
    query: v.pipe(v.string(), v.maxLength(500)),
    in: places,
    kind: v.optional(kind),
    /** One that is there, and what is nested in it (`/`); or everything with this tag. */
    within: v.optional(v.union([v.strictObject({ folder }), v.strictObject({ tag })])),
    /** Without it the last changed come first, and of a search the best. */
    order: v.optional(v.picklist(['title', 'created'])),
    offset: count,
  };
  return {
    'items.search': ask<Found>()(
      window,
      v.strictObject({
        ...sought,
        limit: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(500)),
      }),
    ),
    /** The ids alone of what `items.search` finds, to choose many: of all, or of a stretch. */
    'items.ids': ask<{ readonly ids: readonly string[] }>()(
      window,
      v.strictObject({ ...sought, limit: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(MOST_CHOSEN)) }),
    ),
    'items.chosen': ask<Chosen>()(window, v.strictObject({ in: places, ids: chosen })),
    /** One change of all that are chosen: one commit, all or nothing. What is deleted for good can't be taken back. */
    'items.changeMany': ask<ChangedMany>()(window, v.strictObject({ ids: chosen, change: manyChange })),
    /** One commit again; leaves alone what somebody else set since. Answers how many it brought back. */
    'items.undoMany': ask<{ readonly changed: number }>()(window, v.strictObject({ undo: id })),
    /** Which logins belong to a page, or to the page in a tab. */
    'items.forPage': ask<ForPage>()(
      window,
      v.union([
        v.strictObject({ url: v.pipe(v.string(), v.maxLength(100_000)) }),
        v.strictObject({ tab: v.pipe(v.number(), v.integer(), v.minValue(0)) }),
      ]),
    ),
    'items.labels': ask<Labels>()(window, nothing),
    'items.read': ask<ItemView>()(window, v.strictObject({ id })),
    'items.readLater': ask<LaterView>()(window, v.strictObject({ id })),
    /**
     * Without id: a new item. `revision` and `base`: what was edited; onto a newer state it is merged field by field, which
     * takes `base` (without it, what is stored counts as seen).
     */
    'items.save': ask<ItemView>()(
      window,
      v.strictObject({ id: v.optional(id), revision: v.optional(v.number()), base: v.optional(fields), item: fields }),
    ),
    /** What was typed and not saved: of this item, or of a new one of this kind. */
    'items.draft': ask<{ readonly draft: KeptEdit | null }>()(window, v.strictObject({ id: v.optional(id), kind })),
    'items.keepDraft': ask<{ readonly at: number }>()(
      window,
      v.strictObject({ id: v.optional(id), revision: v.optional(v.number()), base: v.optional(fields), item: fields }),
    ),
    'items.dropDraft': ask<Done>()(window, v.strictObject({ id: v.optional(id), kind })),
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
