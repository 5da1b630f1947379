/*
 * client: one store and how it is asked: addresses, signed requests, limits and patience, and what can go wrong between.
 */
export { StoreClient } from './client.ts';
export type { ClientParts, Sending } from './client.ts';
export {
  isPassing,
  NotAStoreError,
  RefusedError,
  SlowError,
  StoreAnswerError,
  StoreVersionError,
  UnreachableError,
  WrongOriginError,
} from './errors.ts';
export type { Limits } from './limits.ts';
export { Patience } from './patience.ts';
export { newRequestKey, openRequestKey } from './request-key.ts';
export type { KeptKey, KeyShelf, RequestKey } from './request-key.ts';
export type { Fetch } from './transport.ts';
