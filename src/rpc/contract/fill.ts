import * as v from 'valibot';
import type { FieldType, FilledField, FillValues, FormKind } from '../../autofill/index.ts';
import type { FillKind } from './takes.ts';
import type { PageRow } from './items.ts';
import type { Done } from './question.ts';
import { ask, content, frame, id, nothing, ticket, window } from './question.ts';

export type { FillKind } from './takes.ts';
export type { FieldType, FilledField, FillValues } from '../../autofill/index.ts';

/** What of an item is to be filled in: all that fits, or its one-time code alone. */
export type FillPart = 'all' | 'code';

/** How a form sends what stands in it: `query`: behind the address, where it is kept and seen; `script`: the page does. */
export type Sending = 'query' | 'body' | 'script';

/** What a document tells of the form that is to be filled. Nothing that stands in it. */
export interface FormSummary {
  readonly kind: FormKind;
  readonly types: readonly FieldType[];
  /** The origins that it sends to; '' for what is no place of the web. */
  readonly targets: readonly string[];
  readonly sending: Sending;
  /** All documents around this one are of its own origin. */
  readonly isAmongOwn: boolean;
}

/** Why nothing is filled in before a person was asked. */
export type FillDoubt = (typeof fillDoubts)[number];
const fillDoubts = ['domain', 'expression', 'port', 'http', 'frame', 'target', 'query'] as const;

/** What a person is asked, or agreed to: a doubt, with the origin that it is about. */
export interface FillQuestion {
  readonly doubt: FillDoubt;
  /** Whole, with its scheme and port. */
  readonly origin: string;
}

/**
 * Why nothing is filled in whatever a person says. `elsewhere`: the login belongs to other pages; `nowhere`: the document
 * has no address of the web; `no-field`: nothing here takes anything of it; `no-target`: the form sends to no place of the
 * web; `unreachable`: the browser doesn't let us in.
 */
export type FillRefusal = 'elsewhere' | 'nowhere' | 'no-field' | 'no-target' | 'unreachable';

/** What a document gets for its form. Without values: nothing. */
export interface FillAnswer {
  readonly values?: FillValues;
  /** More of the login may follow in a next step: the document watches for it. */
  readonly goesOn?: boolean;
}

/** What the menu beside a form offers: the logins of its document, and whether it asks for a new password. */
export interface FillMenu {
  readonly host: string;
  readonly rows: readonly PageRow[];
  readonly asksForNew: boolean;
}

export interface FillSettings {
  /** The mark at a login field opens a menu in the page, where the browser can prove that a person sees it. */
  readonly menu: boolean;
}

/** What became of a filling. */
export interface FillReport {
  /** Each field that was given a value, and what became of that. */
  readonly fields: readonly FilledField[];
  /** To be asked before anything more is filled in; empty: nothing. */
  readonly questions: readonly FillQuestion[];
  /** Why there is neither a field nor a question. */
  readonly refused?: FillRefusal;
}

/** Names that this version doesn't know get nothing: who reads them looks them up. */
const isName = (value: unknown): boolean => typeof value === 'string' && /^[a-z0-9-]{2,30}$/.test(value);
const fieldType = v.custom<FieldType>(isName);
const formKind = v.custom<FormKind>(isName);
/** `https://host[:port]` or `http://…`. */
const webOrigin = v.pipe(v.string(), v.maxLength(300), v.regex(/^https?:\/\/[^/?#@\s]+$/));
const summary = v.strictObject({
  kind: formKind,
  types: v.pipe(v.array(fieldType), v.minLength(1), v.maxLength(200), v.readonly()),
  targets: v.pipe(v.array(v.union([webOrigin, v.literal('')])), v.maxLength(20), v.readonly()),
  sending: v.picklist(['query', 'body', 'script']),
  isAmongOwn: v.boolean(),
});
const question = v.strictObject({ doubt: v.picklist(fillDoubts), origin: webOrigin });
const agreed = v.pipe(v.array(question), v.maxLength(50), v.readonly());
const tab = v.pipe(v.number(), v.integer(), v.minValue(0));

/** Values of items into the forms of pages: a person asks in a window of ours, and each document asks for itself. */
export const fillQuestions = {
  /** Fills an item into the page of a tab: into each document what is its own. */
  'fill.item': ask<FillReport>()(
    window,
    v.strictObject({
      id,
      tab,
      part: v.picklist(['all', 'code']),
      /** What stands in a field already goes; without it a person's text is left alone. */
      replace: v.boolean(),
      agreed,
      /** Nobody is to be asked again for another host of the domain, or another port: the login keeps that address. */
      remember: v.optional(v.literal(true)),
    }),
  ),
  /** Fills a password that was made, and is kept already, into the page of a tab that asks for a new one. */
  'fill.made': ask<FillReport>()(
    window,
    v.strictObject({
      password: v.pipe(v.string(), v.minLength(1), v.maxLength(1_000)),
      tab,
      replace: v.boolean(),
      agreed,
    }),
  ),
  /** What the page of a tab has forms for. */
  'fill.look': ask<{ readonly kinds: readonly FillKind[] }>()(window, v.strictObject({ tab })),
  'fill.settings': ask<FillSettings>()(window, nothing),
  'fill.saveSettings': ask<Done>()(window, v.strictObject({ menu: v.boolean() })),
  'menu.task': ask<FillMenu>()(frame, v.strictObject({ ticket })),
  /** Fills one of those logins into the document that the menu stands in; what is to be asked or said is for the popup. */
  'menu.fill': ask<Done>()(frame, v.strictObject({ ticket, id })),
  /** Makes a password by the site's rules, keeps it, and fills it in the same way. */
  'menu.make': ask<Done>()(frame, v.strictObject({ ticket })),
  /** A document was told to fill, and asks for what its form takes. `page`: its own random name. */
  'fill.here': ask<FillAnswer>()(content, v.strictObject({ errand: id, page: id, form: summary })),
  /** A document that was told to watch shows a form: perhaps the next step of a login that a person asked to fill here. */
  'fill.step': ask<FillAnswer>()(content, v.strictObject({ form: summary })),
} as const;
