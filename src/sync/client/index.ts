/*
 * client: one store and how it is asked: addresses, signed requests, limits and patience, and what can go wrong between.
 */
export { StoreClient } from './client.ts';
export type { ClientParts } from './client.ts';
export {
  isPassing,
  NotAStoreError,
  ProxyRefusedError,
  RefusedError,
  SlowError,
  StoreAnswerError,
  StoreVersionError,
  UnreachableError,
  WrongOriginError,
} from './errors.ts';
export { Patience } from './patience.ts';
export { newRequestKey, openRequestKey } from './request-key.ts';
export type { KeptKey, KeyShelf } from './request-key.ts';
export type { Fetch } from './transport.ts';
