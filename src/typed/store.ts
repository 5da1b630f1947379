import { AddressError } from './errors.ts';
import { webUrl } from './url.ts';

/** What the content security policy of the extension lets through without TLS; it has no word for IPv6. */
const LOOPBACK = ['localhost', '127.0.0.1'];
/** This very machine by names that the policy has no word for: they mean the same as `localhost`. */
const THIS_MACHINE = ['[::1]', '[::]', '0.0.0.0'];

/**
 * The origin of a store from what a person typed: `https` unless they say otherwise or mean this machine, plain `http` on
 * this machine only. Throws AddressError for anything more than an origin: a path or a user name would be silently dropped.
 */
export function storeOrigin(typed: string): string {
  const url = webUrl(typed);
  if (!url || !/^\/*$/.test(url.pathname) || url.search + url.hash + url.username + url.password !== '') {
    throw new AddressError();
  }
  if (url.protocol === 'https:') return url.origin;
  if (THIS_MACHINE.includes(url.hostname)) url.hostname = 'localhost';
  if (!LOOPBACK.includes(url.hostname)) throw new AddressError();
  return url.origin;
}

/** The host permission that a store needs. Browsers' patterns know no port. */
export function hostPattern(origin: string): string {
  const { protocol, hostname } = new URL(origin);
  return `${protocol}//${hostname}/*`;
}
