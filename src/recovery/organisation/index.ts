/*
 * organisation: a slot secret sealed to an organisation's recovery key, and by what that key is trusted (protocol 7.3); the organisation's
 * answer to a browser that asks, whose two sides both stand here. Knows no policy, no store, and not who answers.
 */
export { openOrganisationAnswer, sealOrganisationAnswer } from './answer.ts';
export { FingerprintError } from './errors.ts';
export { isOfFingerprint, organisationFingerprint, readFingerprint } from './key.ts';
export { openOrganisationSeal, sealToOrganisation } from './seal.ts';
