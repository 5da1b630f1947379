/*
 * The questions a page may ask the background: one contract, `call` to ask, `answer` to check who asks and to reply.
 * Everything that crosses is JSON and is parsed at the door; errors cross as codes, never with data of the user's.
 */
export { call } from './call.ts';
export { onHappening } from './happenings.ts';
export { BadQuestionError, CallError, ForbiddenError } from './errors.ts';
export { answer } from './answer.ts';
export type { Handlers } from './answer.ts';
export type { ContentAsker, FrameAsker } from './asker.ts';
export { clearTimes, contractOf, mainActions, renewTimes, schemas, SEALED_PIECE, takes } from './contract/index.ts';
export type * from './contract/index.ts';
export type {
  FillFormOrder,
  FillOrder,
  FrameWord,
  Begun,
  OnTicket,
  PageOrder,
  PageTask,
  PageWord,
  SaveOrder,
  StoppedKey,
} from './orders.ts';
