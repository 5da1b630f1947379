import { storedAddress, storedHost } from './address.ts';
import type { Address } from './address.ts';
import { siteOfHost } from './domain.ts';
import { matchOf } from './rules.ts';
import type { Closeness, MatchRule, PageMatch } from './rules.ts';

interface StoredUrl {
  /** With the rule `regex`, the expression. */
  readonly url: string;
  readonly match: MatchRule;
}

/** What is found for a page: any row of a list that is a login, and changed at some time. */
interface Row {
  readonly login?: { readonly urls: readonly StoredUrl[] };
  readonly updatedAt: number;
}

export interface PageFound<R> extends PageMatch {
  readonly row: R;
}

interface Place<R> {
  readonly row: R;
  readonly url: StoredUrl;
}

/** Logins by where they belong: a page is looked up and nothing is walked. Belongs to the list it was made of. */
export interface LoginsByPage<R> {
  /** Those that belong to a page by what is compared at once, in no order. A login is there once, by its best URL. */
  at(page: Address): PageFound<R>[];
  /** The regular expressions of the list: whoever has them compared does so elsewhere. */
  readonly expressions: readonly { readonly row: R; readonly expression: string }[];
}

export function loginsByPage<R extends Row>(rows: readonly R[]): LoginsByPage<R> {
  const byHost = new Map<string, Place<R>[]>();
  const bySite = new Map<string, Place<R>[]>();
  const expressions: { row: R; expression: string }[] = [];
  for (const row of rows) {
    for (const url of row.login?.urls ?? []) {
      if (url.match === 'regex') {
        expressions.push({ row, expression: url.url });
        continue;
      }
      const host = url.match === 'never' ? undefined : storedHost(url.url);
      if (host === undefined) continue;
      // Only this rule needs the public suffix list, which is slow beside a look into a map.
      if (url.match === 'domain') add(bySite, siteOfHost(host), { row, url });
      else add(byHost, host, { row, url });
    }
  }
  return {
    at: (page) => {
      const places = [...(byHost.get(page.host) ?? []), ...(bySite.get(siteOfHost(page.host)) ?? [])];
      return best(
        places.flatMap(({ row, url }) => {
          const address = storedAddress(url.url);
          const match = address && matchOf(page, address, url.match);
          return match ? [{ row, ...match }] : [];
        }),
      );
    },
    expressions,
  };
}

function add<R>(map: Map<string, Place<R>[]>, key: string, place: Place<R>): void {
  const there = map.get(key);
  if (there) there.push(place);
  else map.set(key, [place]);
}

/** One of each row: the nearest, then the one with fewer doubts. */
function best<R>(found: readonly PageFound<R>[]): PageFound<R>[] {
  const each = new Map<R, PageFound<R>>();
  for (const one of found) {
    const other = each.get(one.row);
    if (!other || far(one) < far(other)) each.set(one.row, one);
  }
  return [...each.values()];
}

const order: readonly Closeness[] = ['exact', 'domain', 'other'];

function far({ closeness, doubts }: PageMatch): number {
  return order.indexOf(closeness) * 10 + doubts.length;
}

/** In the order of a list: exact before domain before others, then the last changed first. A row is there once. */
export function inPageOrder<R extends Row>(found: readonly PageFound<R>[]): PageFound<R>[] {
  const rank = ({ closeness }: PageMatch): number => order.indexOf(closeness);
  return best(found).toSorted((a, b) => rank(a) - rank(b) || b.row.updatedAt - a.row.updatedAt);
}
