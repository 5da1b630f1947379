/*
 * client: one store and how it is asked: addresses, proven requests, limits and patience, and what can go wrong between.
 */
export { StoreClient } from './client.ts';
export type { ClientParts } from './client.ts';
export {
  isPassing,
  NotAStoreError,
  ProxyRefusedError,
  reading,
  RefusedError,
  SlowError,
  StoreAnswerError,
  StoreVersionError,
  UnreachableError,
  WrongOriginError,
} from './errors.ts';
export { Patience } from './patience.ts';
export { newRequestKey, openRequestKey } from './request-key.ts';
export type { KeptKey, KeyShelf, RequestKey } from './request-key.ts';
export type { HeldSession } from './request.ts';
export { standardLimits } from './limits.ts';
export type { Limits } from './limits.ts';
export { send } from './transport.ts';
export type { Fetch } from './transport.ts';
