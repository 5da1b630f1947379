/*
 * trustees: shares of a way back among people (protocol 7): this vault's own, and those of contacts that lie here and are handed over to
 * whoever asks for them by a code. Decides nothing of who is who: that is contacts'.
 */
export { holds, shareholders, trusteesHandlers } from './owner.ts';
export type { TrusteesParts } from './parts.ts';
export { Trusts } from './trusts.ts';
