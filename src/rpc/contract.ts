import * as v from 'valibot';
import { passkeyQuestions } from './contract-passkey.ts';
import { storeQuestions } from './contract-store.ts';
import { ask, base64url, id, name, nothing, secretText, ticket, window } from './question.ts';
import type { Done, Question, Role } from './question.ts';

export type { PasskeyJob } from './contract-passkey.ts';
export type * from './contract-store.ts';
export type { Done, Role } from './question.ts';

/**
 * The one list of questions that a page may ask the background: who may ask, what must come along, and what is answered.
 * Everything that crosses is JSON (bytes travel as base64url), because that is all that both browsers pass unharmed.
 */

const frame = ['frame'] as const;
const content = ['content'] as const;
const ours = ['window', 'frame'] as const;

const host = v.pipe(v.string(), v.minLength(1), v.maxLength(253));
const minutes = v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(24 * 60));

export type WayKind = 'password' | 'passkey' | 'phrase';

/** A way in as far as the unlock screen may know it: nothing of it is secret, its name is sealed. */
export interface UnlockWay {
  readonly id: string;
  readonly kind: WayKind;
}

export interface Status {
  readonly vault: 'none' | 'present';
  readonly lock: 'locked' | 'messages-locked' | 'unlocked';
  /** Ways in, last used first. */
  readonly ways: readonly UnlockWay[];
  /** When the locks fall if nothing is used, in milliseconds since 1970; absent while locked. */
  readonly locksAt?: { readonly messages: number; readonly full: number };
  /** Why it was locked last: shown on the unlock screen. */
  readonly lockedBy?:
    | 'time'
    | 'demand'
    | 'browser-start'
    | 'os-lock'
    | 'clock'
    | 'messages-time'
    /** The ways in were changed in another browser: a current one is needed, and the store to check it. */
    | 'rotated-away'
    /** As before, and a person left the store aside since, to open what lies here by what it knew before. */
    | 'store-aside'
    /** A copy of this browser's profile has gone on at the store: a sign-in makes this one a device of its own. */
    | 'device-cloned'
    /** The session at the store was ended, from another browser or by its age. */
    | 'signed-out';
  readonly version: string;
}

export interface Way {
  readonly id: string;
  readonly kind: WayKind;
  readonly name: string;
  readonly createdAt: number;
  readonly lastUsedAt?: number;
}

export interface ItemRow {
  readonly id: string;
  readonly kind: 'note';
  readonly title: string;
  /** What tells items of one title apart: a note's tags. Nothing of its body. */
  readonly detail: string;
  readonly favourite: boolean;
  readonly updatedAt: number;
  readonly trashedAt?: number;
}

export interface NoteFields {
  readonly kind: 'note';
  readonly title: string;
  readonly body: string;
  readonly favourite: boolean;
  readonly tags: readonly string[];
}

export interface ItemView {
  readonly id: string;
  readonly revision: number;
  readonly item: NoteFields;
  readonly createdAt: number;
  readonly updatedAt: number;
  readonly trashedAt?: number;
  readonly history: readonly { readonly field: string; readonly value: unknown; readonly until: number }[];
  /** After a save onto a newer state: both edits stand, or two values excluded each other and one is in the history. */
  readonly merged?: 'clean' | 'conflict';
}

export interface Settings {
  readonly lockMessagesAfter: number;
  readonly lockEverythingAfter: number;
}

export type SitesMode = 'on-click' | 'these' | 'all';
export interface Sites {
  readonly mode: SitesMode;
  /** Host patterns that the browser has granted. */
  readonly granted: readonly string[];
  /** Host patterns that the user had allowed and that the browser does not grant any more. */
  readonly lost: readonly string[];
  /** Hosts that the user switched off. */
  readonly off: readonly string[];
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

export interface ComposeTask {
  /** The page's host, as its own document says. */
  readonly site: string;
  /** Something stands in the field already. */
  readonly filled: boolean;
  /** How many bytes of UTF-8 fit, where the field limits its length; negative: nothing does. */
  readonly capacity?: number;
}

export interface RevealAnswer {
  readonly text: string;
  readonly kind: 'self';
  readonly site: string;
}

const note = v.strictObject({
  kind: v.literal('note'),
  title: v.pipe(v.string(), v.maxLength(500)),
  body: v.pipe(v.string(), v.maxLength(1_000_000)),
  favourite: v.boolean(),
  tags: v.pipe(v.array(v.pipe(v.string(), v.maxLength(80))), v.maxLength(50)),
});

export const questions = {
  status: ask<Status>()(ours, nothing),
  about: ask<About>()(window, nothing),

  // Making and unlocking a vault
  'vault.create': ask<Done>()(window, v.strictObject({ password: secretText, deviceName: name })),
  'unlock.password': ask<Done>()(window, v.strictObject({ password: secretText })),
  'unlock.phrase': ask<Done>()(window, v.strictObject({ phrase: secretText })),
  lock: ask<Done>()(ours, nothing),

  // Ways in (adding, changing and removing need a fresh proof: an unlock less than five minutes old)
  'ways.list': ask<readonly Way[]>()(window, nothing),
  'ways.rename': ask<Done>()(window, v.strictObject({ id, name })),
  'ways.remove': ask<Done>()(window, v.strictObject({ id })),
  'ways.changePassword': ask<Done>()(window, v.strictObject({ password: secretText })),
  /** Draws a phrase and keeps nothing: it becomes a way in when `ways.addPhrase` brings it back confirmed. */
  'ways.drawPhrase': ask<{ readonly phrase: string }>()(window, nothing),
  'ways.addPhrase': ask<Done>()(window, v.strictObject({ phrase: secretText, name })),

  ...passkeyQuestions,
  ...storeQuestions,

  // Items
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
    v.strictObject({ id: v.optional(id), revision: v.optional(v.number()), base: v.optional(note), item: note }),
  ),
  'items.trash': ask<Done>()(window, v.strictObject({ id })),
  'items.restore': ask<Done>()(window, v.strictObject({ id })),
  'items.delete': ask<Done>()(window, v.strictObject({ id })),
  'items.emptyTrash': ask<Done>()(window, nothing),

  // Settings and sites
  'settings.read': ask<Settings>()(window, nothing),
  'settings.save': ask<Settings>()(
    window,
    v.strictObject({ lockMessagesAfter: minutes, lockEverythingAfter: minutes }),
  ),
  'sites.read': ask<Sites>()(window, nothing),
  /** Permissions are asked for in the page, in the user's gesture; this tells the background what was meant. */
  'sites.mode': ask<Sites>()(window, v.strictObject({ mode: v.picklist(['on-click', 'these', 'all']) })),
  /** The user takes a host pattern back, or does not want one that the browser took away. */
  'sites.forget': ask<Sites>()(window, v.strictObject({ pattern: v.pipe(v.string(), v.maxLength(300)) })),
  'sites.switch': ask<Sites>()(ours, v.strictObject({ host, on: v.boolean() })),
  'sites.tab': ask<{ readonly host?: string; readonly on: boolean; readonly granted: boolean }>()(window, nothing),

  // The whole vault, sealed
  'transfer.export': ask<{ readonly file: string; readonly name: string }>()(
    window,
    v.strictObject({ password: secretText }),
  ),
  'transfer.preview': ask<{ readonly items: number; readonly known: number; readonly madeAt: number }>()(
    window,
    v.strictObject({ file: base64url, password: secretText }),
  ),
  'transfer.import': ask<{ readonly added: number; readonly kept: number }>()(
    window,
    v.strictObject({ file: base64url, password: secretText }),
  ),

  // In a page
  /** The first trusted event happened: the rest of the content script is injected. */
  'page.wake': ask<Done>()(content, nothing),
  /** A mark was pressed: a ticket for one frame (or window) of ours, which acts for this one document. */
  'page.offer': ask<{ readonly ticket: string }>()(
    content,
    v.strictObject({ page: id, kind: v.picklist(['compose', 'reveal']) }),
  ),
  /** The page lets no frame of ours come up (isolated pages): the same ticket in a small window. */
  'page.window': ask<Done>()(content, v.strictObject({ ticket })),
  'page.switchOff': ask<Done>()(content, nothing),
  'compose.task': ask<ComposeTask>()(frame, v.strictObject({ ticket })),
  /** The text that stands in the field, when the user's gesture asks for it. */
  'compose.takeOver': ask<{ readonly text: string }>()(frame, v.strictObject({ ticket })),
  /** Seals and puts the armored text into the field; `put` is false when the read-back differed. */
  'compose.seal': ask<{ readonly put: boolean; readonly armored: string }>()(
    frame,
    v.strictObject({ ticket, text: v.pipe(v.string(), v.maxLength(100_000)), replace: v.boolean() }),
  ),
  'reveal.open': ask<RevealAnswer>()(frame, v.strictObject({ ticket })),
  /** Takes the frame away and ends its ticket. */
  'frame.close': ask<Done>()(frame, v.strictObject({ ticket })),
  'unlock.window': ask<Done>()(frame, nothing),
} as const;

export type QuestionName = keyof typeof questions;
export type InputOf<Name extends QuestionName> = v.InferOutput<(typeof questions)[Name]['input']>;
export type AnswerOf<Name extends QuestionName> =
  (typeof questions)[Name] extends Question<Role, v.GenericSchema, infer Answer> ? Answer : never;
export type RoleOf<Name extends QuestionName> = (typeof questions)[Name]['from'][number];

/** What the background tells every page of ours, unasked. Carries no content. */
export type Happening =
  | { readonly type: 'status' }
  | { readonly type: 'items' }
  | { readonly type: 'ways' }
  | { readonly type: 'sites' }
  /** The state of the store or of an entry changed. */
  | { readonly type: 'account' }
  /** `outcome` is `done`, or the code of what went wrong. */
  | { readonly type: 'passkey'; readonly ticket: string; readonly outcome: string };
