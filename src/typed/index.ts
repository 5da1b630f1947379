/*
 * typed: what people type and paste, read: one reader a kind of value, used by the form that asks and by the room that
 * checks, so that both see the same. Pure; knows no key, no store and no browser.
 */
export { answerForm } from './answer.ts';
export { armorPrefix, cardLink, cardText, isCardText } from './card.ts';
export { asBackupCode, asFingerprint, asMailCode, asRequestCode, asTotpCode, isSameCode } from './codes.ts';
export { compareCode, isCompareCode, writeCompareCode } from './compare.ts';
export { comparisonCode, isComparisonCode, writtenComparison } from './comparison.ts';
export { emailAddress, isEmailAddress } from './email.ts';
export {
  AddressError,
  AnswerError,
  CardTextError,
  CodeError,
  CompareCodeError,
  EmailError,
  LinkCodeError,
  NameError,
  NumberError,
} from './errors.ts';
export { fold } from './fold.ts';
export { itemLimits } from './item-limits.ts';
export { isLinkCode, linkCode, linkPrefix } from './link.ts';
export { wholeNumber } from './digits.ts';
export { isMeetingCode, meetingCode, writtenMeeting } from './meeting.ts';
export { nearest } from './nearest.ts';
export { phoneNumber } from './number.ts';
export { isPersonName, personName } from './person.ts';
export { isPhraseWord, phraseWords } from './phrase.ts';
export { siteHost } from './site.ts';
export { hostPattern, storeOrigin } from './store.ts';
export { webUrl } from './url.ts';
