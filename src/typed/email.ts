import { EmailError } from './errors.ts';
import { asSeen, unwrapped } from './wrapping.ts';

/** Octets of an address, RFC 5321 section 4.5.3.1 (less the angle brackets). */
const MOST_CHARACTERS = 254;
const MAILTO = /^mailto:/i;
/** No blank, control, unassigned or private character, none that RFC 5322 keeps for itself, no mark that joins what stands before. */
const NOT_IN_LOCAL = /^\p{M}|[\s\p{Z}\p{C}"(),:;<>@[\\\]]/u;
const NOT_IN_HOST = /[\s\p{Z}\p{C}:/?#@%\\[\]]/u;

/**
 * The one form of an e-mail address: what stands around it is gone, lower case, compatibility forms unified, its host as
 * the domain name system knows it. Addresses that look the same have the same form, which is the one to show and to look
 * up. Throws EmailError for what can't be unwrapped to one address.
 */
export function emailAddress(typed: string): string {
  const bare = unwrapped(typed);
  const text = (MAILTO.test(bare) ? unwrapped(linked(bare)) : bare).replace(/\/+$/, '');
  const at = text.lastIndexOf('@');
  const local = oneCase(text.slice(0, Math.max(0, at)));
  const address = `${local}@${hostName(text.slice(at + 1))}`;
  if (local === '' || NOT_IN_LOCAL.test(local) || address.length > MOST_CHARACTERS) throw new EmailError();
  return address;
}

/** The address of a `mailto:` link (RFC 6068), without its subject and the rest. */
function linked(link: string): string {
  try {
    return decodeURIComponent(link.replace(MAILTO, '').replace(/\?.*$/s, ''));
  } catch {
    throw new EmailError();
  }
}

/** Lower case the same in every locale and wherever a letter stands: Greek has two small sigmas. */
function oneCase(text: string): string {
  return asSeen(asSeen(text.toLowerCase()).toLowerCase()).replaceAll('ς', 'σ');
}

function hostName(host: string): string {
  if (host === '' || NOT_IN_HOST.test(host) || !URL.canParse(`https://${host}/`)) throw new EmailError();
  const { hostname } = new URL(`https://${host}/`);
  const name = hostname.replace(/\.$/, '');
  // Numbers only: a machine's address, which the parser spells in its own way.
  if (name === '' || /^[\d.]+$/.test(name)) throw new EmailError();
  return name;
}

/** Whether `emailAddress` can read it. */
export function isEmailAddress(typed: string): boolean {
  try {
    return emailAddress(typed) !== '';
  } catch {
    return false;
  }
}
