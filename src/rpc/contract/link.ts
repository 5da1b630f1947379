import * as v from 'valibot';
import type { Done } from './question.ts';
import { address, ask, name, ticket, window } from './question.ts';

/** Whose vault a new browser is let into, as the browser that lets it in says: confirmed before anything is opened. */
interface LinkedVault {
  /** The account's e-mail address; empty where it has none. */
  readonly name: string;
  /** The browser that lets it in, and the names of others; `devices` counts all. */
  readonly device: string;
  readonly others: readonly string[];
  readonly devices: number;
  readonly items: number;
  readonly sequence: number;
  /** When it was last written, in milliseconds since 1970. */
  readonly time: number;
  /** First eight characters of the head, as XXXX-XXXX. */
  readonly head: string;
  /** Items of a local vault here that go into it. */
  readonly adds: number;
}

/** How far a linking is in the new browser. `until`: milliseconds since 1970. */
export type NewLinkState =
  | { readonly at: 'code'; readonly until: number }
  | { readonly at: 'number'; readonly number: string; readonly until: number }
  | { readonly at: 'confirm'; readonly vault: LinkedVault }
  | { readonly at: 'opening'; readonly done: number; readonly total: number }
  | { readonly at: 'failed'; readonly code: string }
  | { readonly at: 'done' };

/** How far it is in the browser that lets it in. */
export type OldLinkState =
  | { readonly at: 'waiting'; readonly until: number }
  | { readonly at: 'choose'; readonly numbers: readonly string[]; readonly until: number }
  /** Handed over: the rest happens over there. */
  | { readonly at: 'handed' }
  | { readonly at: 'failed'; readonly code: string };

/**
 * A new browser gets in by a code that it shows and another one reads (protocol 6.3). Either side has one linking at a time;
 * asking how far it is takes it further, so a window that asks no more lets it end.
 */
export const linkQuestions = {
  // The new browser
  'link.show': ask<{ readonly ticket: string; readonly code: string; readonly until: number }>()(
    window,
    v.strictObject({ address }),
  ),
  'link.shown': ask<NewLinkState>()(window, v.strictObject({ ticket })),
  /** The vault is the right one: opens it and makes it this browser's own. */
  'link.accept': ask<Done>()(window, v.strictObject({ ticket, deviceName: name })),
  /** Nothing of it stays, here or there. */
  'link.cancel': ask<Done>()(window, v.strictObject({ ticket })),

  // The browser that lets it in
  /** `code`: scanned or pasted. Needs a fresh proof (`fresh-proof-needed`). */
  'link.read': ask<{ readonly ticket: string }>()(
    window,
    v.strictObject({ code: v.pipe(v.string(), v.maxLength(1_000)) }),
  ),
  'link.asked': ask<OldLinkState>()(window, v.strictObject({ ticket })),
  /** The number that the new browser shows; `link-number` for another, and then it is over on both sides. */
  'link.choose': ask<Done>()(window, v.strictObject({ ticket, number: v.pipe(v.string(), v.regex(/^\d{6}$/)) })),
  'link.refuse': ask<Done>()(window, v.strictObject({ ticket })),
} as const;
