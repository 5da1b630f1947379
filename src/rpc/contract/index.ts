/*
 * contract: the one list of questions that a page may ask the background, one file a group: who may ask, what must come along,
 * and what is answered. A group is called what its feature is called in background and ui. Everything that crosses is JSON (bytes
 * travel as base64url), because that is all that both browsers pass unharmed.
 */
import type * as v from 'valibot';
import { accountQuestions } from './account.ts';
import { activityQuestions } from './activity.ts';
import { codeQuestions } from './codes.ts';
import { deviceQuestions } from './devices.ts';
import { duplicateQuestions } from './duplicates.ts';
import { fillQuestions } from './fill.ts';
import { generatorQuestions } from './generator.ts';
import { clipboardQuestions } from './clipboard.ts';
import { itemQuestions } from './items.ts';
import { linkQuestions } from './link.ts';
import {
  channelQuestions,
  chatPasswordQuestions,
  contactQuestions,
  conversationQuestions,
  invitationQuestions,
  meetingQuestions,
  requestQuestions,
} from './messages/index.ts';
import { pageQuestions } from './pages.ts';
import { passkeyQuestions } from './passkey.ts';
import { promptQuestions } from './prompts.ts';
import { organisationQuestions, recoveryQuestions, trusteesQuestions } from './recovery/index.ts';
import { saveQuestions } from './save.ts';
import { signinQuestions } from './signin.ts';
import { siteQuestions } from './sites.ts';
import { sshQuestions } from './ssh.ts';
import { transferQuestions } from './transfer.ts';
import { disguiseQuestions, unlockQuestions } from './unlock.ts';
import { wayQuestions } from './ways.ts';
import { schemas } from './kinds/index.ts';
import type { KindSchemas } from './kinds/index.ts';
import type { Question, Role } from './question.ts';

export type { WayKind } from '../../wire/index.ts';
export type * from './account.ts';
export type * from './activity.ts';
export type * from './codes.ts';
export { renewTimes } from './devices.ts';
export type * from './devices.ts';
export type * from './duplicates.ts';
export type * from './fill.ts';
export { takes } from './takes.ts';
export type * from './generator.ts';
export { clearTimes, mainActions } from './clipboard.ts';
export type * from './clipboard.ts';
export type { Happening } from './happening.ts';
export type * from './items.ts';
export { schemas } from './kinds/index.ts';
export type { CardFields, IdentityFields, LoginFields, NoteFields, SshKeyFields } from './kinds/index.ts';
export type * from './link.ts';
export type * from './messages/index.ts';
export type * from './pages.ts';
export type * from './passkey.ts';
export type * from './prompts.ts';
export type * from './recovery/index.ts';
export type * from './save.ts';
export type * from './signin.ts';
export type * from './sites.ts';
export type { SshLook } from './ssh.ts';
export { SEALED_PIECE } from './transfer.ts';
export type { ImportState, LeftOutReport, LikeChoice, LikeRow, PlainLook, StoreRoom, Weight } from './transfer.ts';
export type * from './unlock.ts';
export type * from './ways.ts';
export type { Done } from './question.ts';

/** The contract over these kinds of items. */
export function contractOf<Schemas extends KindSchemas>(schemas: Schemas) {
  return {
    ...accountQuestions,
    ...activityQuestions,
    ...codeQuestions,
    ...channelQuestions,
    ...chatPasswordQuestions,
    ...contactQuestions,
    ...conversationQuestions,
    ...invitationQuestions,
    ...meetingQuestions,
    ...requestQuestions,
    ...deviceQuestions,
    ...disguiseQuestions,
    ...duplicateQuestions,
    ...fillQuestions,
    ...generatorQuestions,
    ...clipboardQuestions,
    ...itemQuestions(schemas),
    ...linkQuestions,
    ...pageQuestions,
    ...passkeyQuestions,
    ...promptQuestions,
    ...recoveryQuestions,
    ...trusteesQuestions,
    ...organisationQuestions,
    ...saveQuestions,
    ...signinQuestions,
    ...siteQuestions,
    ...sshQuestions,
    ...transferQuestions(schemas),
    ...unlockQuestions,
    ...wayQuestions,
  } as const;
}

export const questions = contractOf(schemas);

/** Any contract: ours, or one over more kinds. */
export type Contract = Readonly<Record<QuestionName, Question<Role, v.GenericSchema, unknown>>>;

export type QuestionName = keyof typeof questions;
export type InputOf<Name extends QuestionName> = v.InferOutput<(typeof questions)[Name]['input']>;
export type AnswerOf<Name extends QuestionName> =
  (typeof questions)[Name] extends Question<Role, v.GenericSchema, infer Answer> ? Answer : never;
export type RoleOf<Name extends QuestionName> = (typeof questions)[Name]['from'][number];
