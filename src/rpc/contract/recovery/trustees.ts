import * as v from 'valibot';
import type { ContactRow } from '../messages/index.ts';
import type { Done } from '../question.ts';
import { ask, factorCode, id, nothing, window } from '../question.ts';

/** Somebody who is to hold a share. Times in milliseconds since 1970. */
export interface TrusteeRow {
  readonly id: string;
  /** Absent: no contact any more. */
  readonly person?: ContactRow;
  /** `sent`: on its way, or never said to be there. `changed`: one of their browsers is gone since. `gone`: no contact any more. */
  readonly state: 'sent' | 'held' | 'changed' | 'gone';
  /** When they said so last. */
  readonly at?: number;
}

interface TrusteesCommon {
  /** Contacts that were compared: who may be chosen. */
  readonly candidates: readonly ContactRow[];
  /** The store sends mail: without it nobody can ask. */
  readonly isOffered: boolean;
  /** The store knows no address of this account for a way back. */
  readonly needsAddress: boolean;
}

/** The own trustees. `unfinished`: something died before anybody got a share; others take their place. */
export type TrusteesView =
  | (TrusteesCommon & { readonly state: 'none' | 'unfinished' })
  | (TrusteesCommon & {
      readonly state: 'set';
      readonly needed: number;
      readonly people: readonly TrusteeRow[];
      readonly madeAt: number;
    });

/** A contact's share that lies here. */
export type TrustView =
  | { readonly holds: false }
  | {
      readonly holds: true;
      /** So many of so many open. */
      readonly needed: number;
      readonly of: number;
      readonly cameAt: number;
      readonly now: number;
      /** They asked: it goes at `handsAt`, or went. */
      readonly asked?: { readonly since: number; readonly handsAt: number; readonly handedAt?: number };
    };

/** Who asks by a code: since when, and when it would open. Times of their store. */
export interface RequestLook {
  readonly since: number;
  readonly opensAt: number;
}

const contact = v.strictObject({ contact: id });
const proof = v.strictObject({ ticket: v.string(), code: factorCode });

/** Shares of a way back among people. */
export const trusteesQuestions = {
  'trustees.read': ask<TrusteesView>()(window, nothing),
  /** In the place of those before: a new secret, new shares, new keys. `trustee-not-compared`, `code-refused`. Needs a fresh proof. */
  'trustees.set': ask<Done>()(
    window,
    v.strictObject({
      people: v.pipe(
        v.array(id),
        v.minLength(2),
        v.maxLength(10),
        v.check((ids) => new Set(ids).size === ids.length),
      ),
      needed: v.pipe(v.number(), v.safeInteger(), v.minValue(2), v.maxValue(10)),
      proof: v.optional(proof),
    }),
  ),
  'trustees.remove': ask<Done>()(window, nothing),

  /** Of a contact whose share may lie here. */
  'trust.read': ask<TrustView>()(window, contact),
  /** Asks their store who asks by this code. `request-unknown`, `request-other`, `no-share`, `code-invalid`. */
  'trust.look': ask<RequestLook>()(window, v.strictObject({ contact: id, code: factorCode })),
  /** Hands the share over: now, if `spoke`, else in a day unless it is stopped. */
  'trust.hand': ask<TrustView>()(window, v.strictObject({ contact: id, code: factorCode, spoke: v.boolean() })),
  'trust.refuse': ask<TrustView>()(window, contact),
} as const;
