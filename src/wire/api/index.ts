/*
 * api: what a store is asked and answers: endpoints, their shapes, frames, headers and codes.
 */
export type { ActivityEntry } from './activity.ts';
export type { Access, AccessView, SecondFactorChange } from './access.ts';
export type { Assertion } from './assertion.ts';
export { readAnswer, readApiError, readPushed } from './answers.ts';
export type { AnswerOf, JsonEndpoint, RequestOf } from './answers.ts';
export type { Caller, Endpoint } from './endpoint.ts';
export { endpoints } from './endpoints.ts';
export type { EndpointName } from './endpoints.ts';
export { apiError, apiErrors } from './errors.ts';
export type { ApiError, ApiErrorCode } from './errors.ts';
export {
  READY_BYTES,
  deletedRecord,
  readyRecord,
  readPullPage,
  readVaultAnswer,
  writeLoggedManifest,
  writePullPage,
  writeVaultAnswer,
} from './frames.ts';
export type { Deletion, LoggedManifest, PullPage, VaultAnswer } from './frames.ts';
export type { LinkGrant } from './link.ts';
export {
  MAIL_CODE_LENGTH,
  MAIL_CODE_LIFE,
  MOST_EVALUATIONS,
  MOST_HANDED,
  MOST_RECOVERIES,
  MOST_YEARLY_DRILLS,
  MOST_YEARLY_EVALUATIONS,
  secondProofValue,
} from './recovery.ts';
export type {
  EscrowPut,
  MailLanguage,
  RecoveriesAnswer,
  RecoveryNews,
  RecoveryState,
  SecondProof,
  OrganisationPut,
  TrusteesPut,
} from './recovery.ts';
export { FEW_ONCE_KEYS, MOST_MAIL, MOST_ONCE_KEYS } from './relay.ts';
export type { MailNews, PreKeyState, TokenPut } from './relay.ts';
export {
  readContactAnswer,
  readDepositAnswer,
  readMailAnswer,
  writeContactAnswer,
  writeDepositAnswer,
  writeMailAnswer,
} from './relay-frames.ts';
export type { ContactAnswer, DepositAnswer, Letter, MailAnswer } from './relay-frames.ts';
export type { SecondFactor, SignedIn } from './signin.ts';
export { MOST_ANNOUNCEMENTS, MOST_TOLD, topicAppendMessage, topicReadMessage } from './topics.ts';
export type { TopicAppend, TopicAnswer, TopicNews, TopicRead } from './topics.ts';
export {
  API_FORMAT,
  BACKUP_CODE_LENGTH,
  BACKUP_CODES,
  FORMAT_HEADER,
  FRESH_SIGN_IN,
  PASSKEY_RP_ID,
  REQUEST_HEADER,
  REQUEST_WINDOW,
  TICKET_HEADER,
  TIME_HEADER,
} from './values.ts';
export type { HeadAnswer, LeaveNote, PullHeader, SessionView, StoreAnswer } from './vault.ts';
