import type { Domain } from '../../records/index.ts';
import type { Fields } from './fields.ts';
import type { AnyItem, ItemBase } from './item.ts';
import type { LoginSummary } from './login-summary.ts';

/** The fields that a kind adds to those that every item has. */
type OwnField<I extends AnyItem> = Exclude<keyof I & string, keyof ItemBase | 'kind'>;

export interface FieldRule {
  /**
   * How two edits of one value become one (two windows with the same item). `text`: changes in different places of a text
   * both stay. `set`: what either side added or took away. `entries`: the same, and entries are told by their `id`: each is
   * merged and remembered by itself. `whole`: the value just typed stays and the other one goes to the
   * history; for whatever means nothing in pieces, like a password.
   */
  readonly merge: 'text' | 'set' | 'entries' | 'whole';
  /** Whether former values are kept in the history: those that stood for a while, or (`each`) whichever was saved. */
  readonly remembered: boolean | 'each';
}

/** All that the vault has to know about a kind of item. */
export interface Kind<I extends AnyItem> {
  /** Each save was meant, so each former value is kept; else it saves itself while one types. */
  readonly savedWhenTold?: boolean;
  /** Whose key seals it. */
  readonly domain: Domain;
  /** Reads its own fields out of an opened body. Throws MalformedItemError. */
  readonly parse: (fields: Fields) => Pick<I, OwnField<I>>;
  readonly fields: Readonly<Record<OwnField<I>, FieldRule>>;
  /** What the second line of its row says, and search finds. Nothing secret: it stands in the index. */
  readonly detail: (item: I) => string;
  /** What search finds besides title and detail, and no row says. Nothing secret, either. */
  readonly alsoFound?: (item: I) => string;
  /** Of a login: where it belongs, for what is offered for a page. */
  readonly login?: (item: I) => LoginSummary;
}

/** One `Kind` for each kind of item in `I`, by its name. */
export type KindTable<I extends AnyItem> = { readonly [K in I['kind']]: Kind<Extract<I, { kind: K }>> };
