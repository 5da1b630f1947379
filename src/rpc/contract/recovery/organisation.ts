import * as v from 'valibot';
import type { Done } from '../question.ts';
import { ask, factorCode, nothing, window } from '../question.ts';

/** An organisation that can open this vault, as the vault and this browser know it; and what policy says here. */
export interface OrganisationView {
  readonly set?: {
    readonly name: string;
    /** 28 letters. */
    readonly fingerprint: string;
    /** Whose word the fingerprint was. */
    readonly by: 'policy' | 'person';
    /** Milliseconds since 1970. */
    readonly since: number;
    /** Policy doesn't let it be removed here. */
    readonly isKept: boolean;
    /** Policy names another key. */
    readonly isOther: boolean;
  };
  readonly policy?: { readonly fingerprint: string; readonly isRequired: boolean };
  /** What policy says can't be meant: nothing is set up or removed here until it is mended. */
  readonly isPolicyFaulty: boolean;
}

/** What the store can do about one. */
export interface OrganisationOffer {
  /** It has a key to give. */
  readonly isPublished: boolean;
  /** Without mail nobody can ask. */
  readonly sendsMail: boolean;
  /** The store knows no address of this account for a way back. */
  readonly needsAddress: boolean;
}

/** The organisation of a published key. */
export interface OrganisationLook {
  readonly name: string;
  readonly fingerprint: string;
}

/** As typed or scanned; absent where policy says it. */
const fingerprint = v.optional(v.pipe(v.string(), v.maxLength(100)));
const proof = v.strictObject({ ticket: v.string(), code: factorCode });

/** An organisation that can open the vault. */
export const organisationQuestions = {
  'organisation.read': ask<OrganisationView>()(window, nothing),
  'organisation.offer': ask<OrganisationOffer>()(window, nothing),
  /**
   * Whose key it is, before anything is sealed. `code-shape`, `fingerprint-typo`, `organisation-none`, `organisation-other`,
   * `organisation-policy`.
   */
  'organisation.look': ask<OrganisationLook>()(window, v.strictObject({ fingerprint })),
  /** In the place of the one before. The same, and `code-refused`. Needs a fresh proof. */
  'organisation.set': ask<Done>()(window, v.strictObject({ fingerprint, proof: v.optional(proof) })),
  /** `organisation-required`: policy forbids it; `organisation-policy`. Needs a fresh proof. */
  'organisation.remove': ask<Done>()(window, nothing),
} as const;
