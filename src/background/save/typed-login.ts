import type { SentLogin } from '../../rpc/index.ts';

/** What is sealed of a login that was sent: where, and what. */
export interface TypedLogin {
  /** Of the document, as the browser says: `https://host[:port]`. */
  readonly origin: string;
  readonly host: string;
  readonly sent: SentLogin;
}

/** What a new login would be called. */
export function titleOf({ host }: Pick<TypedLogin, 'host'>): string {
  return host.replace(/^www\./, '');
}
