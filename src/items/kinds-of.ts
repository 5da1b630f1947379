import type { Domain } from '../records/index.ts';
import { changeFields } from './edit.ts';
import { asFields, baseFields, MalformedItemError, textField, UnknownKindError } from './kinds/index.ts';
import type { AnyItem, FieldRule, FieldsOf, Kind, KindTable } from './kinds/index.ts';
import { mergeFields } from './merge.ts';
import type { MergedEdit } from './merge.ts';
import { readSummary, summaryOf } from './summary.ts';
import type { ItemSummary, Summary } from './summary.ts';

const text: FieldRule = { merge: 'text', remembered: true };
const shared = {
  title: text,
  favourite: { merge: 'whole', remembered: false },
  tags: { merge: 'set', remembered: false },
  folder: { merge: 'whole', remembered: false },
  fields: { merge: 'entries', remembered: true },
} as const satisfies Record<string, FieldRule>;

/** What can be done with an item that depends on its kind. */
export interface Kinds<I extends AnyItem> {
  /** The domain that an item of this kind is sealed in. */
  readonly domainOf: (kind: I['kind']) => Domain;
  /** Domains that hold items: what an import takes over. */
  readonly domains: readonly Domain[];
  /**
   * Reads an opened record body as an item; fields that this version doesn't know are kept.
   * Throws MalformedItemError, or UnknownKindError for a kind of a later version: the caller must not write such a record.
   */
  readonly parse: (body: unknown) => I;
  /** What the user may edit of an item. */
  readonly fieldsOf: (item: I) => FieldsOf<I>;
  /**
   * Puts what the user changed into an item and keeps what was worth keeping of the former values in its history.
   * Returns the same object when nothing changed, so that the caller need not write. Fields that aren't given stay.
   */
  readonly edit: <One extends I>(item: One, fields: Partial<FieldsOf<One>>, now: number) => One;
  /**
   * Puts an edit that began on `base` into an item that was changed since (another window). Field by field: what only one
   * side changed is taken from that side; of what both did, the kind says what stays. A value that gives way goes to the
   * history: nothing that was typed is lost.
   */
  readonly merge: <One extends I>(
    stored: One,
    base: FieldsOf<One>,
    edit: FieldsOf<One>,
    now: number,
  ) => MergedEdit<One>;
  readonly summarize: (item: I) => ItemSummary<I['kind']>;
  /**
   * What the index says of any record: null for one that is no item (settings, keys) or can't be read as one. Never throws.
   * Of an item of a later version's kind it says what every item has.
   */
  readonly summarizeRecord: (domain: Domain, body: unknown) => ItemSummary | null;
  /** Reads an entry of an opened snapshot; of a kind that this version doesn't know, as `later`. Throws MalformedItemError. */
  readonly parseSummary: (entry: unknown) => Summary<I['kind'] | 'later'>;
  /** Reads an opened body of a later version's kind: what every item has, and nothing lost. Throws MalformedItemError. */
  readonly parseLater: (body: unknown) => AnyItem;
}

/** The longest name of a kind that is taken for one. */
const LONGEST_NAME = 100;
const laterSays = {
  detail: () => '',
  alsoFound: ({ folder, tags }: AnyItem) => [folder, ...tags].filter(Boolean).join(' '),
};

/** The kinds of a table, as whoever keeps, shows or searches items needs them. */
export function kindsOf<I extends AnyItem>(table: KindTable<I>): Kinds<I> {
  const named = (name: string): I['kind'] => {
    if (!Object.hasOwn(table, name)) throw new UnknownKindError();
    return name;
  };
  // The table pairs each name with its own item; TypeScript can't follow one name through both.
  const kindOf = (name: I['kind']): Kind<I> => table[name] as unknown as Kind<I>;
  const rulesOf = (item: AnyItem): Readonly<Record<string, FieldRule>> => {
    const { fields, savedWhenTold } = kindOf(item.kind);
    const rules: Readonly<Record<string, FieldRule>> = { ...shared, ...fields };
    return savedWhenTold ? eachRemembered(rules) : rules;
  };
  const domains = [...new Set(Object.keys(table).map((name) => kindOf(name).domain))];
  const parse = (body: unknown): I => {
    const fields = asFields(body, 'item');
    const kind = named(textField(fields, 'kind'));
    return { ...baseFields(fields), kind, ...kindOf(kind).parse(fields) } as unknown as I;
  };
  const parseLater = (body: unknown): AnyItem => {
    const fields = asFields(body, 'item');
    const kind = textField(fields, 'kind');
    if (kind === '' || kind.length > LONGEST_NAME || Object.hasOwn(table, kind)) throw new MalformedItemError('kind');
    return { ...baseFields(fields), kind };
  };
  const summarize = (item: I): ItemSummary<I['kind']> => summaryOf(item, kindOf(item.kind));
  return {
    domainOf: (kind) => kindOf(kind).domain,
    domains,
    parse,
    fieldsOf: (item) => {
      const at = item as unknown as Readonly<Record<string, unknown>>;
      return Object.fromEntries(['kind', ...Object.keys(rulesOf(item))].map((name) => [name, at[name]])) as FieldsOf<I>;
    },
    edit: (item, fields, now) => changeFields(rulesOf(item), item, fields, now),
    merge: (stored, base, edit, now) => mergeFields(rulesOf(stored), { stored, base, edit, now }),
    summarize,
    summarizeRecord: (domain, body) => {
      if (!domains.includes(domain)) return null;
      try {
        return summarize(parse(body));
      } catch (error) {
        return error instanceof UnknownKindError ? laterSummary(parseLater, body) : null;
      }
    },
    parseSummary: (entry) => {
      const fields = asFields(entry, 'summary');
      const kind = textField(fields, 'kind');
      return { ...readSummary(fields), kind: Object.hasOwn(table, kind) ? kind : 'later' };
    },
    parseLater,
  };
}

function laterSummary(parseLater: (body: unknown) => AnyItem, body: unknown): ItemSummary | null {
  try {
    return summaryOf(parseLater(body), laterSays);
  } catch {
    return null;
  }
}

/** The same rules where each save was meant. */
function eachRemembered(rules: Readonly<Record<string, FieldRule>>): Readonly<Record<string, FieldRule>> {
  return Object.fromEntries(
    Object.entries(rules).map(([name, rule]) => [name, rule.remembered ? { ...rule, remembered: 'each' } : rule]),
  );
}
