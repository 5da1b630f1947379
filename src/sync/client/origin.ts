import { AddressError } from './errors.ts';

/** What the content security policy of the extension lets through without TLS; it has no word for IPv6. */
const LOOPBACK = ['localhost', '127.0.0.1'];
const SCHEME = /^[a-z][a-z0-9+.-]*:\/\//i;

/**
 * The origin of a store from what a person typed: `https` unless they say otherwise, plain `http` on this machine only.
 * Throws AddressError for anything more than an origin: a path or a user name would be silently dropped.
 */
export function storeOrigin(typed: string): string {
  const text = typed.trim();
  const address = SCHEME.test(text) ? text : `https://${text}`;
  if (!URL.canParse(address)) throw new AddressError();
  const { protocol, hostname, host, pathname, search, hash, username, password, origin } = new URL(address);
  if (host === '' || pathname !== '/' || search + hash + username + password !== '') throw new AddressError();
  if (protocol === 'https:' || (protocol === 'http:' && LOOPBACK.includes(hostname))) return origin;
  throw new AddressError();
}

/** The host permission that a store needs. Browsers' patterns know no port. */
export function hostPattern(origin: string): string {
  const { protocol, hostname } = new URL(origin);
  return `${protocol}//${hostname}/*`;
}
