/*
 * messages: what two people's devices say to each other, and what they leave at a store for it: cards, pre-keys, envelopes and
 * what is in them. How large each may be is told here once.
 */
export { archivedBody, message, readArchived } from './archived.ts';
export type { Archived, ArchivedLeft, ArchivedMessage } from './archived.ts';
export { period, readBody, writeBody, writeUnversioned } from './body.ts';
export type { Body, BodyOf, MessageRecipient } from './body.ts';
export { readCard, writeCard } from './card.ts';
export type { Card } from './card.ts';
export { channelBody, readChannel } from './channel.ts';
export type { Channel } from './channel.ts';
export { contactBody, MOST_ANSWERED, MOST_ASKED, readContact } from './contact.ts';
export type { Contact, FollowedChange } from './contact.ts';
export { readEnvelope, setUp, writeEnvelope } from './envelope.ts';
export type { EnvelopeContents, EnvelopeHead, SetUpFields } from './envelope.ts';
export { invitationBody, readInvitation } from './invitation.ts';
export type { Invitation } from './invitation.ts';
export { isStore } from './store.ts';
export {
  ANNOUNCEMENT_BYTES,
  ENVELOPE_STEP,
  isEnvelopeLength,
  MOST_CARD_BYTES,
  MOST_ENVELOPE_BYTES,
  MOST_PRE_KEY_BYTES,
  LONGEST_PERIOD,
  MOST_RECIPIENT_DEVICES,
  MOST_RECIPIENTS,
  MOST_TEXT_CHARACTERS,
} from './limits.ts';
export { readOrganisationAnswer, writeOrganisationAnswer } from './organisation.ts';
export type { OrganisationAnswer } from './organisation.ts';
export {
  FEWEST_TRUSTEES,
  HANDED_BYTES,
  heldShareBody,
  MOST_TRUSTEES,
  readHandedShare,
  readHeldShare,
  readTrustees,
  REQUEST_CODE_LENGTH,
  SHARE_BYTES,
  shareSaid,
  trusteesBody,
  writeHandedShare,
} from './share.ts';
export type { HandedShare, HeldShare, ShareSaid, SharePart, Trustees } from './share.ts';
export { readBundle, readPreKey, writeBundle, writePreKey } from './pre-key.ts';
export type { Bundle, BundleParts, PreKey } from './pre-key.ts';
