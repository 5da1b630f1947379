import { withPlainDigits } from './digits.ts';
import { asSeen, unwrapped } from './wrapping.ts';

const SCHEME = /^([a-z][a-z0-9+.-]*):(?:\/+|(?=[^\p{Nd}/]))/iu;
const PORT = /^([^/?#]*:)(\p{Nd}+)(?=[/?#]|$)/u;
/** IPv6 without the brackets that an address needs. */
const BARE_IPV6 = /^\s*([\da-f]*(?::[\da-f.]*){2,})\s*$/i;
/** Hosts that never leave this machine (RFC 6761 section 6.3, RFC 1122 section 3.2.1.3, RFC 4291 section 2.5.3). */
const LOCAL = /^(?:.+\.)?localhost$|^127(?:\.\d+){3}$|^0\.0\.0\.0$|^\[::1?\]$/;

/**
 * A web address as people type it, wrapped as in a sentence or not; undefined when it is none. Without a scheme it means
 * `https`, on this very machine `http`. Its host has no dot of the root, which browsers' patterns and policies don't know.
 */
export function webUrl(typed: string): URL | undefined {
  const bare = BARE_IPV6.exec(asSeen(typed))?.[1];
  const text = bare === undefined ? unwrapped(typed) : `[${bare}]`;
  const scheme = SCHEME.exec(text);
  const rest = text.slice(scheme?.[0].length ?? 0).replace(/^\/+/, '');
  const address = rest.replace(PORT, (_, host: string, port: string) => host + withPlainDigits(port));
  if (/[\s\p{C}\\]/u.test(address)) return undefined;
  const supposed = urlOf(`https://${address}`);
  if (scheme?.[1]) return /^https?$/i.test(scheme[1]) ? urlOf(`${scheme[1]}://${address}`) : undefined;
  return supposed && LOCAL.test(supposed.hostname) ? urlOf(`http://${address}`) : supposed;
}

function urlOf(address: string): URL | undefined {
  if (!URL.canParse(address)) return undefined;
  const url = new URL(address);
  if (url.hostname.endsWith('.')) url.hostname = url.hostname.slice(0, -1);
  return url.hostname === '' || url.hostname.endsWith('.') ? undefined : url;
}
