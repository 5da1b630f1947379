import * as v from 'valibot';
import type { SecondFactor } from '../../wire/index.ts';
import type { Done } from './question.ts';
import { address, ask, email, factorCode, name, secretText, ticket, window } from './question.ts';

export type SecondFactorKind = SecondFactor['kind'];

/** What a new browser was given, before anything of it is written (protocol 3.1). */
export interface StoreStateView {
  /** Milliseconds since 1970. */
  readonly time: number;
  /** Name of the browser that wrote it; empty when unknown. */
  readonly device: string;
  readonly sequence: number;
  readonly items: number;
  /** First eight characters of the head, as XXXX-XXXX. */
  readonly head: string;
}

/**
 * How far an entry is. `signin`: nothing is proven yet. `second`: the password is. `secret`: signed in, and the password
 * has to come once more to open what is there (only after a key as second factor). `done` after `accept`, or at once where
 * this browser is connected already.
 */
export type EntryState =
  | { readonly at: 'signin' }
  | { readonly at: 'second'; readonly factors: readonly SecondFactorKind[] }
  | { readonly at: 'secret' }
  | { readonly at: 'pulling'; readonly done: number; readonly total: number }
  | { readonly at: 'preview'; readonly state: StoreStateView; readonly adds: number }
  | { readonly at: 'failed'; readonly code: string }
  | { readonly at: 'done' };

/**
 * `join`: nothing is here. `merge`: a vault is here that is local, or leaves its store, and its items go into the account's. `open`:
 * connected, and locked. `renew`: connected and unlocked; a new sign-in is all there is to it. `move`: the account has gone there from the
 * store of this vault, which follows. `clear`: what the vault left behind there when it moved away is deleted.
 */
export type EntryPurpose = 'join' | 'merge' | 'open' | 'renew' | 'move' | 'clear';

/** Signing in at a store, and what follows from it; one entry at a time, good for ten minutes. */
export const signinQuestions = {
  /**
   * Without address: the store of this vault. `clears`: only to have deleted what it left behind there. `leaves`: an open vault
   * leaves its store, and goes into another account there. A vault that goes into an account takes a fresh proof.
   */
  'signin.start': ask<{ readonly ticket: string; readonly origin: string; readonly purpose: EntryPurpose }>()(
    window,
    v.strictObject({
      address: v.optional(address),
      clears: v.optional(v.literal(true)),
      leaves: v.optional(v.literal(true)),
    }),
  ),
  'signin.state': ask<EntryState>()(window, v.strictObject({ ticket })),
  /** Without email: the one that this vault keeps, where it is open. */
  'signin.password': ask<EntryState>()(
    window,
    v.strictObject({ ticket, email: v.optional(email), password: secretText }),
  ),
  'signin.second': ask<EntryState>()(
    window,
    v.strictObject({ ticket, kind: v.picklist(['totp', 'backup']), code: factorCode, password: secretText }),
  ),
  /** In state `secret`: opens what the sign-in gave. */
  'signin.secret': ask<EntryState>()(window, v.strictObject({ ticket, password: secretText })),
  'signin.phrase': ask<EntryState>()(window, v.strictObject({ ticket, phrase: secretText })),
  /** The state that was shown is right: writes it here. */
  'signin.accept': ask<Done>()(window, v.strictObject({ ticket, deviceName: name })),
  /** Nothing of it stays, here or there. */
  'signin.cancel': ask<Done>()(window, v.strictObject({ ticket })),
} as const;
