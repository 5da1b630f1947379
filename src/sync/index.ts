/**
 * sync: speaks with a store. Signs up, signs in, moves sealed commits; opens none of them, holds no vault and no queue.
 * What it is told by a store it checks for shape and sense, never for truth: that takes keys. `fetch`, the clock, the
 * request key and OPAQUE's worker come as arguments.
 */
export { deleteAccount, registerPassword, startSecurityKey } from './access.ts';
export type { Deleting } from './access.ts';
export { StoreClient } from './client.ts';
export type { ClientParts, Sending } from './client.ts';
export { asBackupCode, asTotpCode, groupedCode, newBackupCodes } from './codes.ts';
export {
  AddressError,
  CodeError,
  NotAStoreError,
  RefusedError,
  SlowError,
  StoreAnswerError,
  StoreVersionError,
  UnreachableError,
  WrongOriginError,
  isPassing,
} from './errors.ts';
export { listen } from './events.ts';
export { Exchange } from './exchange.ts';
export type { ExchangeParts, Prepared } from './exchange-parts.ts';
export type { ExchangeState } from './exchange-state.ts';
export type { Limits } from './limits.ts';
export { lookupOf } from './lookup.ts';
export type { Opaque, OpaqueFinish, OpaqueProof, OpaqueRecord, OpaqueStart } from './opaque.ts';
export { hostPattern, storeOrigin } from './origin.ts';
export { Patience } from './patience.ts';
export { pullAll } from './pull.ts';
export type { Progress } from './pull.ts';
export { pullSince } from './pull-since.ts';
export type { Past } from './pull-since.ts';
export type { Pulled } from './pulled.ts';
export { newRequestKey, openRequestKey } from './request-key.ts';
export type { KeptKey, KeyShelf, RequestKey } from './request-key.ts';
export { signOut } from './signin.ts';
export type { CeremonyStart } from './signin.ts';
export { signInByKey } from './signin-key.ts';
export { finishPasskey, startPasskey } from './signin-passkey.ts';
export { finishPassword, provePassword } from './signin-password.ts';
export type { PasswordProof, Typed } from './signin-password.ts';
export { finishSignUp, startSignUp } from './signup.ts';
export type { FirstCommit, Registering, SignUpStart } from './signup.ts';
export { groupedSeed, isTotpCode, newTotpSeed, otpauthUrl, totpCode } from './totp.ts';
export type { Fetch } from './transport.ts';
