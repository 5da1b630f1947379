/*
 * typed: what people type and paste, read: one reader a kind of value, used by the form that asks and by the room that
 * checks, so that both see the same. Pure; knows no key, no store and no browser.
 */
export { asBackupCode, asTotpCode, isSameCode } from './codes.ts';
export { emailAddress, isEmailAddress } from './email.ts';
export { AddressError, CodeError, EmailError, LinkCodeError } from './errors.ts';
export { itemLimits } from './item-limits.ts';
export { isLinkCode, linkCode, linkPrefix } from './link.ts';
export { wholeNumber } from './digits.ts';
export { isPhraseWord, phraseWords } from './phrase.ts';
export { siteHost } from './site.ts';
export { hostPattern, storeOrigin } from './store.ts';
export { webUrl } from './url.ts';
