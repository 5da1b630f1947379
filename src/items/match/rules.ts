import type { Address } from './address.ts';
import { siteOfHost } from './domain.ts';

/** How a stored URL and a page's are compared. One of a later version is kept, and matches nothing here. */
export type MatchRule = 'host' | 'host-port' | 'domain' | 'path' | 'regex' | 'never';

/** How near a stored URL is to a page; lists have them in this order. */
export type Closeness = 'exact' | 'domain' | 'other';

/**
 * What a person has to be asked before anything is filled in. `port`: only the port differs. `http`: the page came without
 * encryption, and the login wasn't stored for such a page; whoever is in between could have made it.
 */
export type Doubt = 'port' | 'http';

export interface PageMatch {
  /** `other` where there is a doubt, and for regular expressions. */
  readonly closeness: Closeness;
  readonly doubts: readonly Doubt[];
}

/**
 * Whether a stored URL belongs to a page, by its rule. Regular expressions are compared elsewhere, in linear time and in a
 * worker; a rule that this version doesn't know matches nothing.
 */
export function matchOf(page: Address, stored: Address, rule: MatchRule): PageMatch | undefined {
  const sameHost = page.host === stored.host;
  if (!sameHost && !(rule === 'domain' && siteOfHost(page.host) === siteOfHost(stored.host))) return undefined;
  const samePort = isSamePort(page, stored);
  if (!applies.get(rule)?.(page, stored, samePort)) return undefined;
  const doubts = [...(samePort ? [] : ['port' as const]), ...httpDoubt(page, stored)];
  return { closeness: doubts.length > 0 ? 'other' : sameHost ? 'exact' : 'domain', doubts };
}

type Applies = (page: Address, stored: Address, samePort: boolean) => boolean;

/** What each rule that compares addresses wants besides the host. */
const applies: ReadonlyMap<MatchRule, Applies> = new Map<MatchRule, Applies>([
  ['host', () => true],
  ['host-port', (_page, _stored, samePort) => samePort],
  ['domain', () => true],
  ['path', (page, stored) => isBelow(page.path, stored.path)],
]);

/** A stored URL without a port means the default one, of whatever scheme. */
function isSamePort(page: Address, stored: Address): boolean {
  return stored.port === '' ? page.port === '' : stored.port === portOf(page);
}

function portOf({ scheme, port }: Address): string {
  return port || (scheme === 'http' ? '80' : '443');
}

/** Hosts that never leave this machine (RFC 6761 section 6.3, RFC 1122 section 3.2.1.3, RFC 4291 section 2.5.3). */
const LOOPBACK = /^(?:(?:.+\.)?localhost|127(?:\.\d+){3}|\[::1\])$/;

export function httpDoubt(page: Address, stored?: Address): readonly 'http'[] {
  return page.scheme !== 'http' || stored?.scheme === 'http' || LOOPBACK.test(page.host) ? [] : ['http'];
}

/** Whether a path is the other one or lies below it, by whole segments: `/shop` covers `/shop/cart` and not `/shopping`. */
function isBelow(path: string, above: string): boolean {
  const segments = segmentsOf(path);
  return segmentsOf(above.replace(/\/$/, '')).every((segment, at) => segment === segments[at]);
}

function segmentsOf(path: string): string[] {
  return path.split('/').map(decoded);
}

/** Browsers leave letters as they were typed in a path, encoded or not. */
function decoded(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}
