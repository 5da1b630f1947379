import * as v from 'valibot';
import type { FieldHistory } from '../../items/index.ts';
import type { CsvCounts, LeftOut, Why } from '../../transfer/index.ts';
import type { KindSchemas } from './kinds/index.ts';
import type { Done } from './question.ts';
import { ask, base64url, chosen, id, nothing, secretText, window } from './question.ts';

/** How much of a sealed file crosses at once, in bytes: messages of a browser have a limit. */
export const SEALED_PIECE = 3 * 1024 * 1024;

/** What becomes of an item that looks like one that is here. */
export type LikeChoice = 'merge' | 'both' | 'leave';

/** An item on its way that looks like one that is here. */
export interface LikeRow {
  /** Of the one on its way. */
  readonly id: string;
  /** Of the one that is here. */
  readonly title: string;
  /** The names of the fields that differ. */
  readonly fields: readonly string[];
  /** Which side was changed later. */
  readonly newer: 'here' | 'file' | 'unknown';
}

/** The one import of this browser. */
export type ImportState =
  | { readonly at: 'none' }
  | {
      readonly at: 'running' | 'stopped' | 'done' | 'undoing';
      readonly id: string;
      /** Of its file. */
      readonly name: string;
      readonly total: number;
      readonly done: number;
      /** Of those done, how many became part of an item that was here. */
      readonly merged: number;
      /** How many were here already, the same in every field. */
      readonly same: number;
      /** Why it stopped. */
      readonly code?: string;
    };

/** A number of items, and about how many bytes they take at a store. */
export interface Weight {
  readonly items: number;
  readonly bytes: number;
}

/** What the store of this vault still takes, beside what was staged. */
export type StoreRoom =
  /** The vault has none. */
  | { readonly at: 'none' }
  /** It doesn't answer. */
  | { readonly at: 'unknown' }
  | {
      readonly at: 'store';
      readonly left: Weight;
      /** What is new. */
      readonly fresh: Weight;
      /** What looks like something that is here. */
      readonly like: Weight;
    };

/** What of a file was left out, as far as it is told one by one, and how often for each reason. */
export interface LeftOutReport {
  readonly leftOut: readonly LeftOut[];
  readonly reasons: Readonly<Partial<Record<Why, number>>>;
}

/** What a readable export would hold. */
export interface PlainLook {
  readonly items: number;
  /** Items that can't be opened: they stay behind. */
  readonly damaged: number;
  readonly csv: CsvCounts;
}

const whys = [
  ...(['quote', 'internal', 'too-long', 'malformed', 'attachment', 'passkey'] as const),
  ...(['trashed', 'empty', 'rule', 'twice', 'no-item', 'unwanted'] as const),
] satisfies Why[];
const time = v.pipe(v.number(), v.safeInteger(), v.minValue(0));
const choice = v.picklist(['merge', 'both', 'leave']);
const history = v.looseObject({
  field: v.pipe(v.string(), v.maxLength(600)),
  value: v.unknown(),
  until: time,
}) as unknown as v.GenericSchema<FieldHistory>;

const shortText = v.pipe(v.string(), v.maxLength(1_000));
const why = v.picklist(whys);
const report = v.strictObject({
  leftOut: v.pipe(
    v.array(
      v.strictObject({
        line: v.exactOptional(time),
        title: v.exactOptional(shortText),
        what: v.exactOptional(shortText),
        why,
      }),
    ),
    v.maxLength(2_000),
    v.readonly(),
  ),
  reasons: v.record(why, time),
});

/** As it came: a schema of fields would leave out those whose names it doesn't like. */
const later = v.custom<Readonly<Record<string, unknown>>>(
  (value) => typeof value === 'object' && value !== null && !Array.isArray(value),
);

/** The whole vault as a file, and files as items; of the kinds whose schemas are given. */
export function transferQuestions<Schemas extends KindSchemas>(schemas: Schemas) {
  const found = v.strictObject({
    item: v.variant('kind', Object.values(schemas) as Schemas[keyof Schemas][]),
    createdAt: v.exactOptional(time),
    updatedAt: v.exactOptional(time),
    trashedAt: v.exactOptional(time),
    history: v.exactOptional(v.pipe(v.array(history), v.maxLength(10_000), v.readonly())),
    later: v.exactOptional(later),
  });
  return {
    /**
     * The whole vault, sealed, in pieces: the first makes it and needs a fresh proof; the others are of the file as it was
     * made then, each `from` the byte that the last said was `next`. Throws `no-ticket` for one that lies here no more.
     */
    'transfer.export': ask<{ readonly name: string; readonly piece: string; readonly next?: number }>()(
      window,
      v.union([v.strictObject({ password: secretText }), v.strictObject({ from: time })]),
    ),
    /** What the two readable exports would hold, and what not; of everything, or of what is chosen. */
    'transfer.lookPlain': ask<PlainLook>()(window, v.strictObject({ ids: v.exactOptional(chosen) })),
    /** All that in the open, in pieces: the first, or the one `after` what the last said was `next`. Needs a fresh proof. */
    'transfer.exportPlain': ask<{ readonly name: string; readonly text: string; readonly next?: string }>()(
      window,
      v.strictObject({ as: v.picklist(['json', 'csv']), ids: v.exactOptional(chosen), after: v.exactOptional(id) }),
    ),
    /** A sealed file on its way in: piece by piece, `from` the byte where each begins. It lies in memory for a minute. */
    'transfer.bring': ask<Done>()(
      window,
      v.strictObject({ from: time, piece: v.pipe(base64url, v.maxLength((SEALED_PIECE / 3) * 4)) }),
    ),
    /** What the file that was brought holds. Throws `import-gone` where none lies here. */
    'transfer.preview': ask<{ readonly items: number; readonly known: number; readonly madeAt: number }>()(
      window,
      v.strictObject({ password: secretText }),
    ),
    'transfer.import': ask<{ readonly added: number; readonly kept: number }>()(
      window,
      v.strictObject({ password: secretText }),
    ),
    /** Begins an import of items: they are staged, and count once `transfer.run` says so. */
    'transfer.begin': ask<{ readonly id: string }>()(
      window,
      v.strictObject({ name: v.pipe(v.string(), v.maxLength(300)), report }),
    ),
    'transfer.stage': ask<{ readonly same: number; readonly like: readonly LikeRow[] }>()(
      window,
      v.strictObject({ id, items: v.pipe(v.array(found), v.maxLength(1_000), v.readonly()) }),
    ),
    /** Whether the store has room for what was staged. */
    'transfer.room': ask<StoreRoom>()(window, v.strictObject({ id })),
    /** Also for one that stopped: it goes on. */
    'transfer.run': ask<Done>()(
      window,
      v.strictObject({
        id,
        choices: v.strictObject({ all: choice, single: v.record(id, choice) }),
      }),
    ),
    'transfer.report': ask<LeftOutReport>()(window, v.strictObject({ id })),
    'transfer.state': ask<ImportState>()(window, nothing),
    /** Takes back what came, as far as nobody changed it since; one that is running stops first. */
    'transfer.undo': ask<{ readonly taken: number; readonly kept: number }>()(window, v.strictObject({ id })),
    /** What was staged goes; what came can't be taken back any more. */
    'transfer.dismiss': ask<Done>()(window, v.strictObject({ id })),
  } as const;
}
