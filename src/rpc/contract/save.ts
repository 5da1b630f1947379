import * as v from 'valibot';
import type { SendingKind, SentLogin } from '../../autofill/index.ts';
import type { Done } from './question.ts';
import { ask, content, frame, id, nothing, ticket, window } from './question.ts';

export type { SendingKind, SentLogin } from '../../autofill/index.ts';

/** A login as an offer names it: nothing secret. */
export interface NamedLogin {
  readonly id: string;
  readonly title: string;
  readonly username: string;
}

/** A login that was typed and sent, and is not kept like that. */
export interface SaveOffer {
  readonly id: string;
  /** Of the form that it was sent with. */
  readonly host: string;
  /** What a new login would be called; of an update, the item's own name. */
  readonly title: string;
  /** The person's name there; '' where none is known. */
  readonly username: string;
  /** Whose password it takes the place of; absent: a new login. */
  readonly update?: string;
  /** Logins of this host that it could go into instead. */
  readonly others: readonly NamedLogin[];
  /** It was sent while everything was locked. */
  readonly whileLocked: boolean;
}

/** `into`: which login takes the password; without it a new one. `edit`: the item is opened in the vault page then. */
export type SaveAnswer =
  | { readonly do: 'save'; readonly into?: string | undefined; readonly edit?: boolean | undefined }
  | { readonly do: 'later' | 'never' };

const typed = v.pipe(v.string(), v.maxLength(1_000));
const kind = v.picklist(['login', 'sign-up', 'change-password'] satisfies SendingKind[]);
const sent = v.strictObject({
  kind,
  username: typed,
  accountId: typed,
  currentPassword: typed,
  newPassword: typed,
} satisfies Record<keyof SentLogin, unknown>);
/** A form of a document, by the name that its script gave it. */
const form = v.pipe(v.string(), v.minLength(1), v.maxLength(40));
const answer = v.variant('do', [
  v.strictObject({ do: v.literal('save'), into: v.optional(id), edit: v.optional(v.boolean()) }),
  v.strictObject({ do: v.picklist(['later', 'never']) }),
]);
const tab = v.pipe(v.number(), v.integer(), v.minValue(0));
const host = v.pipe(v.string(), v.minLength(1), v.maxLength(253));

/** Logins that were typed into pages: what was sent, and what is offered for it. */
export const saveQuestions = {
  /** A person sent a form with a password. It is sealed at once, and offered once it was taken. */
  'save.sent': ask<Done>()(content, v.strictObject({ page: id, form, sent })),
  /** A person sent a step with a user name alone: the password comes with the next one. */
  'save.named': ask<Done>()(content, v.strictObject({ username: v.pipe(typed, v.minLength(1)) })),
  'save.outcome': ask<Done>()(
    content,
    v.strictObject({ page: id, form, outcome: v.picklist(['gone', 'failed', 'slow']) }),
  ),
  /** What stands in a form, because a person asked for it by a window or a shortcut of ours. */
  'save.typed': ask<Done>()(content, v.strictObject({ page: id, form, sent })),
  /** What the frame in this tab offers; nothing: it was answered elsewhere, or everything is locked. */
  'save.task': ask<{ readonly offer?: SaveOffer }>()(frame, v.strictObject({ ticket })),
  'save.password': ask<{ readonly password: string }>()(frame, v.strictObject({ ticket, offer: id })),
  'save.answer': ask<Done>()(frame, v.strictObject({ ticket, offer: id, answer })),
  /** All offers that wait, the newest first. */
  'save.offers': ask<{ readonly offers: readonly SaveOffer[] }>()(window, nothing),
  'save.decide': ask<Done>()(window, v.strictObject({ offer: id, answer })),
  /** Whether a login is typed in the page of a tab. */
  'save.look': ask<{ readonly typed: boolean }>()(window, v.strictObject({ tab })),
  /** Reads what is typed there. No offer: nothing is, or it is kept like that. */
  'save.here': ask<{ readonly offer?: SaveOffer }>()(window, v.strictObject({ tab })),
  /** Hosts of which nothing is ever offered. */
  'save.never': ask<{ readonly hosts: readonly string[] }>()(window, nothing),
  'save.allow': ask<Done>()(window, v.strictObject({ host })),
} as const;
