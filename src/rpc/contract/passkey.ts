import * as v from 'valibot';
import type { Done } from './question.ts';
import { ask, base64url, id, name, ticket, window } from './question.ts';

/**
 * What the passkey window has to do; bytes in base64url. `prfInput`: what the passkey is to derive its secret from.
 * `challenge`: the store's, which checks it; absent in a local vault, where nobody does.
 */
export type PasskeyJob =
  /** Makes a passkey, a new way in. */
  | {
      readonly purpose: 'add';
      readonly prfInput: string;
      readonly userHandle: string;
      readonly name: string;
      readonly exclude: readonly string[];
    }
  /** Opens the vault, or proves once more. */
  | { readonly purpose: 'unlock'; readonly prfInput: string; readonly allow: readonly string[] }
  /** Signs in at a store and opens what is there, by one touch. Any passkey of ours. */
  | {
      readonly purpose: 'signin';
      readonly prfInput: string;
      readonly challenge: string;
      readonly allow: readonly string[];
    }
  /** The second factor after a password, or of a recovery: a security key or a passkey; its secret is not asked for. */
  | { readonly purpose: 'second'; readonly challenge: string; readonly allow: readonly string[] }
  /** Makes a security key, for the second factor alone. */
  | {
      readonly purpose: 'key';
      readonly challenge: string;
      readonly userHandle: string;
      readonly name: string;
      readonly exclude: readonly string[];
    };

const bytesText = v.pipe(base64url, v.maxLength(32_768));

/** What `get()` answered to a store's challenge, without extension results. */
const assertion = v.strictObject({
  id: bytesText,
  clientDataJSON: bytesText,
  authenticatorData: bytesText,
  signature: bytesText,
  userHandle: v.optional(bytesText),
});

/** What `create()` answered to a store's challenge. */
const registration = v.strictObject({ clientDataJSON: bytesText, attestationObject: bytesText });

/** One small window runs every ceremony and the background finishes it. */
export const passkeyQuestions = {
  'passkey.start': ask<{ readonly ticket: string }>()(
    window,
    v.variant('purpose', [
      v.strictObject({ purpose: v.literal('unlock') }),
      /** Tries this one, and opens nothing by it. */
      v.strictObject({ purpose: v.literal('drill'), way: id }),
      v.strictObject({ purpose: v.literal('add'), name }),
      /** `entry`: the ticket of `signin.start`; the answer is for the window, as always. */
      v.strictObject({ purpose: v.literal('signin'), entry: ticket }),
      v.strictObject({ purpose: v.literal('second'), entry: ticket }),
      v.strictObject({ purpose: v.literal('recovery'), entry: ticket }),
      v.strictObject({ purpose: v.literal('key'), name }),
    ]),
  ),
  'passkey.job': ask<PasskeyJob>()(window, v.strictObject({ ticket })),
  /** `prf` comes with every purpose but `second` and `key`; `assertion` with `signin` and `second`; `registration` with `key`. */
  'passkey.done': ask<Done>()(
    window,
    v.strictObject({
      ticket,
      credentialId: base64url,
      publicKey: v.optional(base64url),
      prf: v.optional(base64url),
      assertion: v.optional(assertion),
      registration: v.optional(registration),
    }),
  ),
  'passkey.failed': ask<Done>()(
    window,
    v.strictObject({ ticket, reason: v.picklist(['cancelled', 'no-prf', 'known', 'not-allowed', 'failed']) }),
  ),
} as const;
