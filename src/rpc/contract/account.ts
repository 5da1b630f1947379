import * as v from 'valibot';
import type { SessionView, StoreAnswer } from '../../wire/index.ts';
import type { Done } from './question.ts';
import { address, ask, base64url, email, factorCode, id, name, nothing, secretText, window } from './question.ts';

/** What the browser needs to be asked for before anything can be sent to an address. */
export interface StoreAddress {
  readonly origin: string;
  /** The host pattern to ask for, in the page and in the user's gesture. */
  readonly pattern: string;
  readonly permitted: boolean;
}

export interface StoreProbe {
  readonly origin: string;
  readonly version: string;
  /** Whether it takes new accounts. */
  readonly signup: StoreAnswer['signup'];
}

/** How things stand with the store of this vault. */
export type StoreState =
  /** A sign-up was begun and its answer never came: sign up again the same way, or sign in. */
  | { readonly at: 'connecting' }
  /** The vault is locked: nothing is sent or followed. */
  | { readonly at: 'locked' }
  /** `unheard`: changes of other browsers come every few minutes only, for something holds the store's events back. */
  | { readonly at: 'idle'; readonly unheard?: true }
  | { readonly at: 'syncing'; readonly done: number; readonly total: number }
  /** Goes on by itself: offline, the store is down or full (`code`). `until`: milliseconds since 1970. */
  | { readonly at: 'waiting'; readonly code: string; readonly until: number }
  /** Goes on when a person changes something: `signed-out`, `store-permission`, `store-rolled-back`, ... */
  | { readonly at: 'stopped'; readonly code: string };

export type StoreStatus =
  | { readonly connected: false }
  | {
      readonly connected: true;
      readonly origin: string;
      readonly state: StoreState;
      /** When everything was last the same here and there, in milliseconds since 1970. */
      readonly syncedAt?: number;
      /** What waits to be sent; unknown while locked. */
      readonly unsent?: number;
      /** The address of the account; unknown while locked, or where it has none. */
      readonly email?: string;
      /**
       * The account is at another store, or on its way there; `byUs`: this browser is moving it, and makes the account. Unknown while
       * locked.
       */
      readonly moved?: { readonly to: string; readonly byUs: boolean };
    };

/** A new second factor. Kept nowhere until it comes back with a code: showing it and going away leaves nothing behind. */
export interface FactorDraft {
  /** Seed of the authenticator app, in base32 by groups of four, to type in. */
  readonly secret: string;
  /** The same as `otpauth://`, for the QR code. */
  readonly url: string;
  /** Ten one-time codes, grouped. */
  readonly backupCodes: readonly string[];
}

export interface StoreSession {
  readonly id: string;
  /** Unknown until that browser has told it. */
  readonly name?: string;
  /** There is a name, and it isn't this session's, or was changed. */
  readonly unreadable?: true;
  readonly how: SessionView['how'];
  readonly createdAt: number;
  readonly signedInAt: number;
  readonly lastSeenAt: number;
  readonly current: boolean;
}

interface StoreSecurityKey {
  readonly credential: string;
  readonly createdAt: number;
  readonly name?: string;
  readonly unreadable?: true;
}

/** What can sign in at the store. */
export interface StoreFactors {
  readonly password: boolean;
  readonly totp: boolean;
  /** How many are left. */
  readonly backupCodes: number;
  /** Ways in of this vault that sign in, too. */
  readonly passkeys: readonly string[];
  readonly phrases: readonly string[];
  readonly securityKeys: readonly StoreSecurityKey[];
}

const backupCodes = v.pipe(v.array(factorCode), v.length(10));
/** As drawn, with the code that the app shows for it. */
const totp = v.strictObject({ secret: factorCode, code: factorCode });
const moves = v.optional(v.literal(true));
const passwordAccount = { email, password: secretText, totp: v.optional(totp), backupCodes };

/**
 * The store. Every question that changes what can sign in needs a fresh proof (`fresh-proof-needed`) and a sign-in less
 * than five minutes old (`signin-stale`: run an entry of purpose `renew`, which is both, and ask again).
 */
export const accountQuestions = {
  /** Asks nobody: what an address means. Ask while it is typed, for the permission must be asked for in the gesture. */
  'account.address': ask<StoreAddress>()(window, v.strictObject({ address })),
  'account.probe': ask<StoreProbe>()(window, v.strictObject({ address })),
  'account.status': ask<StoreStatus>()(window, nothing),
  /** Resolves when everything is sent and followed. */
  'account.sync': ask<Done>()(window, nothing),

  /**
   * Publishes what is here on top of the former state that the store went back to (`store-rolled-back`). Needs a fresh
   * proof; `not-resumable` where no commit can go on from there.
   */
  'account.resume': ask<Done>()(window, nothing),

  // A new account for the vault that is here
  /** Resolves where a store would make one. `account-exists`: this vault has one there, `signup-closed`. */
  'account.vacant': ask<Done>()(window, v.strictObject({ address })),
  'account.draw': ask<FactorDraft>()(window, v.strictObject({ email })),
  /**
   * `password` is the vault's own and is checked. Without `totp` its passkeys are the second factor. Passkeys and the phrase
   * sign in as well, and alone with kind `keys`. All of it is enrolled at once, or nothing. `moves`: a vault that is at another
   * store moves here; needs a sign-in there less than five minutes old.
   */
  'account.signUp': ask<Done>()(
    window,
    v.variant('kind', [
      v.strictObject({ kind: v.literal('password'), address, moves, ...passwordAccount }),
      v.strictObject({ kind: v.literal('keys'), address, moves }),
    ]),
  ),

  /** Whoever began to move to another store stays at this one. Needs a fresh proof and a fresh sign-in. */
  'account.stay': ask<Done>()(window, nothing),

  // Sessions
  'account.sessions': ask<readonly StoreSession[]>()(window, nothing),
  'account.sessions.rename': ask<Done>()(window, v.strictObject({ id, name })),
  'account.sessions.end': ask<Done>()(window, v.strictObject({ id })),
  'account.sessions.endOthers': ask<{ readonly ended: number }>()(window, nothing),

  // What signs in
  'account.factors': ask<StoreFactors>()(window, nothing),
  'account.totp.replace': ask<Done>()(window, totp),
  'account.totp.remove': ask<Done>()(window, nothing),
  'account.backupCodes.replace': ask<Done>()(window, v.strictObject({ backupCodes })),
  'account.securityKey.remove': ask<Done>()(window, v.strictObject({ credential: base64url })),
  /** A password for an account that had none; it is the vault's password from then on, too. */
  'account.password.add': ask<Done>()(window, v.strictObject(passwordAccount)),

  /**
   * Another address to sign in with, here and at the store at once, or nowhere. Nobody proves it: there is no mail yet.
   * `email-taken`; `stale-write` where another browser changed it meanwhile.
   */
  'account.email.change': ask<Done>()(window, v.strictObject({ email })),

  // Leaving
  /** Ends this browser's session at the store; the vault stays and waits for a new sign-in. */
  'account.signOut': ask<Done>()(window, nothing),
  /** Ends every session, this one last. */
  'account.signOutEverywhere': ask<Done>()(window, nothing),
  /** Ends the session and forgets the store: a local vault again. The account stays where it is. */
  'account.disconnect': ask<Done>()(window, nothing),
  /** Erases the account at the store; the vault stays here as a local one. */
  'account.delete': ask<Done>()(window, nothing),
  /** Takes the vault, and everything else that is kept, from this browser; an account stays where it is. */
  'account.eraseBrowser': ask<Done>()(window, nothing),
} as const;
