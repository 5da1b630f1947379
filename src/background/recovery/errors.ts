import { LatchkeyError } from '../../encoding/index.ts';

/** A way in opens the vault here, but its store doesn't know it: no new browser would be let in by it. Nothing was noted. */
export class NotAtStoreError extends LatchkeyError {
  override readonly name = 'NotAtStoreError';
  readonly code = 'way-not-at-store';
  constructor() {
    super('The store does not know this way in');
  }
}

/** An answer, or more, is not the one that was given: which, nobody knows. One try is gone. */
export class WrongAnswersError extends LatchkeyError {
  override readonly name = 'WrongAnswersError';
  readonly code = 'wrong-answers';
  constructor() {
    super('The answers open nothing');
  }
}

/** The shares that came don't open together: too few, or some that are wrong. More may still come. */
export class SharesMissingError extends LatchkeyError {
  override readonly name = 'SharesMissingError';
  readonly code = 'shares-missing';
  constructor() {
    super('The shares that came open nothing');
  }
}

/** The organisation hasn't answered yet, or what came is not its answer. It may still come. */
export class AnswerMissingError extends LatchkeyError {
  override readonly name = 'AnswerMissingError';
  readonly code = 'answer-missing';
  constructor() {
    super('No answer that came opens the slot');
  }
}

/** The store has no key of an organisation to give. Nothing was changed. */
export class OrganisationNoneError extends LatchkeyError {
  override readonly name = 'OrganisationNoneError';
  readonly code = 'organisation-none';
  constructor() {
    super('The store publishes no key of an organisation');
  }
}

/** The key that the store gives isn't the one of the fingerprint. Nothing was sealed to it. */
export class OrganisationOtherError extends LatchkeyError {
  override readonly name = 'OrganisationOtherError';
  readonly code = 'organisation-other';
  constructor() {
    super('The published key has another fingerprint');
  }
}

/** Policy doesn't let it be removed in this browser. Nothing was changed. */
export class OrganisationRequiredError extends LatchkeyError {
  override readonly name = 'OrganisationRequiredError';
  readonly code = 'organisation-required';
  constructor() {
    super('Policy requires the organisation');
  }
}

/** What policy says of an organisation can't be meant: no fingerprint is it. Nothing was changed. */
export class OrganisationPolicyError extends LatchkeyError {
  override readonly name = 'OrganisationPolicyError';
  readonly code = 'organisation-policy';
  constructor() {
    super('The policy names no fingerprint');
  }
}

/** Letters of a sheet that belong to no phrase of this vault. Nothing was noted. */
export class KitOtherError extends LatchkeyError {
  override readonly name = 'KitOtherError';
  readonly code = 'kit-other';
  constructor() {
    super('The letters belong to no phrase of this vault');
  }
}
