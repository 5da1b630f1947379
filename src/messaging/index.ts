/**
 * messaging: texts that stand in other people's pages. Armored text (how sealed bytes survive a text field, an editor,
 * a mail program and a quotation), texts for oneself, for people and for channels, and drafts of them. Knows nothing of pages, of the
 * vault's store or of the clock.
 */
export { armor, armoredLength } from './armor.ts';
export { armorCard, readCardText } from './card-text.ts';
export { aroundChannelText, channelOfText, openForChannel, sealForChannel } from './channel-text.ts';
export type { OpenedChannelText } from './channel-text.ts';
export {
  ageOf,
  ChannelFullError,
  channelSecret,
  currentKey,
  firstKey,
  isDue,
  nextKey,
  openAnnouncements,
  sealAnnouncement,
  takeKey,
  topicKey,
} from './channels/index.ts';
export type { ChannelKey } from './channels/index.ts';
export {
  asBlocked,
  asCompared,
  asDiffering,
  asUnblocked,
  cardHash,
  comparedList,
  ComparisonError,
  contactName,
  conversationOf,
  followContact,
  goOn,
  isIdentityOf,
  isOfContact,
  judgeComparison,
  judgeMeeting,
  meetContact,
  MEETING_LASTS,
  MeetingOverError,
  nameOf,
  readMeeting,
  renamed,
  safetyNumber,
  signCard,
  stateOf,
  writeComparison,
} from './contacts/index.ts';
export { dearmor, findArmored, kindOfText } from './find.ts';
export { ArmorCutError, ArmorDamagedError, ArmorVersionError, TextChangedError, UnknownEpochError } from './errors.ts';
export { draftEpoch, draftName, draftPlace, openDraft, sealDraft } from './draft.ts';
export { bindingOfText, idOfText, messageId, openMessage, sealMessage } from './message.ts';
export { invitationIn, invitationLine } from './invitation-text.ts';
export type { InvitationText } from './invitation-text.ts';
export { openForSelf, sealForSelf } from './self.ts';
export { textCapacity } from './capacity.ts';
export {
  believedTime,
  claimsOf,
  compareIndex,
  conversationForms,
  conversationsIn,
  dropRows,
  endingRow,
  groupsIn,
  isUnread,
  leftName,
  messageName,
  putRows,
  readMarkName,
  readUpTo,
  rowOf as indexRowOf,
  searchTexts,
  storedIndex,
  textsIn,
  unreadIn,
  writeChunk,
} from './archive/index.ts';
export type {
  ConversationForm,
  ConversationView,
  Group,
  Member,
  MembersNews,
  MessageIndex,
  MessageRow,
  People,
  TextWords,
} from './archive/index.ts';
export {
  acceptWriter,
  answerAsk,
  answererNumber,
  answerInvitation,
  answerState,
  askFor,
  beginUse,
  ContactGoneError,
  declineWriter,
  deliver,
  dropFormerRows,
  dropRefused,
  endInvitation,
  forgetDue,
  giveText,
  invite,
  keyPut,
  leave,
  listAnswers,
  listAsks,
  listBreaks,
  listRequests,
  NoCardError,
  readKey,
  readKeys,
  readOutbox,
  receiveAll,
  releaseAll,
  releasedIn,
  renewPreKeys,
  sayOfShare,
  sendShares,
  stepAll,
  tellAll,
  tellIfAble,
  tellOwners,
  unsend,
  write,
} from './conversations/index.ts';
export type {
  AnsweredInvitation,
  ArchivePort,
  ContactsPort,
  HeldContact,
  InvitationsPort,
  MessengerPorts,
  OwnCards,
  RowsPort,
  SharesPort,
  StoresPort,
} from './conversations/index.ts';
