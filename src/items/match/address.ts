import { webUrl } from '../../typed/index.ts';

/** Where a page lies, or where a login belongs, as far as rules look at it. */
export interface Address {
  readonly scheme: 'https' | 'http';
  /** As browsers compare it: lower case, IDN in its ASCII form, IPv6 in brackets, no dot of the root. */
  readonly host: string;
  /** Empty where it is the default of the scheme. */
  readonly port: string;
  readonly path: string;
}

/** Where a page lies; undefined for one that no login belongs to (a file, a page of the browser or of an extension). */
export function pageAddress(url: string): Address | undefined {
  return WEB.test(url) && URL.canParse(url) ? addressOf(new URL(url)) : undefined;
}

const WEB = /^https?:\/\/[^/\\]/i;

/**
 * Where a login belongs, from its URL as a person typed it: without a scheme (then it is `https`, or on this very machine
 * `http`), with blanks, or copied out of a text. Undefined when it is no web address: then it matches nothing.
 */
export function storedAddress(typed: string): Address | undefined {
  const url = storedUrl(typed);
  return url && addressOf(url);
}

/** The same with all that was typed: to be opened. */
export function storedUrl(typed: string): URL | undefined {
  const text = typed.trim();
  // As it was copied from a browser it is taken literally; a path may end with what would be punctuation in a sentence.
  const url = WEB.test(text) && URL.canParse(text) ? new URL(text) : webUrl(text);
  // `moser@example.org` is an e-mail address: nobody types a user name before a host without a scheme.
  const isMail = url?.username !== '' && !text.includes('//');
  return url && !isMail && !url.hostname.includes('*') ? url : undefined;
}

/** A stored URL in one spelling, without user, query and fragment, which may be secret; undefined when it is no web address. */
export function plainUrl(typed: string): string | undefined {
  const address = storedAddress(typed);
  if (!address) return undefined;
  const { scheme, host, port, path } = address;
  return `${scheme}://${host}${port === '' ? '' : `:${port}`}${path === '/' ? '' : path}`;
}

/** A host in the form that browsers compare already, where it is plain to see: most URLs are stored so. */
const PLAIN = /^(?:https?:\/\/)?(?!\S*xn--)((?:[a-z0-9][a-z0-9-]*\.)+[a-z]{2,})(?::\d{1,5})?(?=[/?#]|$)/;

/** The host of `storedAddress`, in a tenth of the time; perhaps also of what is no address after all. */
export function storedHost(typed: string): string | undefined {
  return PLAIN.exec(typed)?.[1] ?? storedAddress(typed)?.host;
}

function addressOf({ protocol, hostname, port, pathname }: URL): Address | undefined {
  const host = hostname.endsWith('.') ? hostname.slice(0, -1) : hostname;
  if (host.split('.').includes('')) return undefined;
  return { scheme: protocol === 'https:' ? 'https' : 'http', host, port, path: pathname };
}
