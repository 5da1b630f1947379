import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { MatchRule } from '../../src/items/match/index.ts';
import { storedHost } from '../../src/items/match/address.ts';
import {
  inPageOrder,
  loginsByPage,
  matchOf,
  pageAddress,
  plainUrl,
  storedAddress,
} from '../../src/items/match/index.ts';
import { runs } from '../support/runs.ts';

/** Few names, so that they meet: hosts of all sorts, below each other and beside. */
const hosts = fc.constantFrom(
  ...[
    'example.com',
    'www.example.com',
    'a.b.example.com',
    'example.co.uk',
    'www.example.co.uk',
    'co.uk',
    'me.github.io',
  ],
  ...['you.github.io', 'localhost', 'router', 'nas.local', '127.0.0.1', '192.168.1.1', '[::1]', '[2001:db8::1]'],
  ...['xn--bcher-kva.example', 'www.xn--bcher-kva.example', 'server_1.example.com', 'a--b.example.com'],
);
const ports = fc.constantFrom('', ':80', ':443', ':3000', ':8443');
const paths = fc.constantFrom('', '/', '/shop', '/shop/', '/shop/cart', '/shopping', '/%7Eme', '/wiki/Foo_(bar)');
const tails = fc.constantFrom('', '?a=https://example.com/', '#top');
const addresses = fc
  .tuple(fc.constantFrom('https://', 'http://'), hosts, ports, paths, tails)
  .map((parts) => parts.join(''));
const rules = fc.constantFrom<MatchRule>('host', 'host-port', 'domain', 'path', 'regex', 'never');

/** What people do to an address that leaves its meaning. */
const spellings = fc.constantFrom<((url: string) => string)[]>(
  (url) => url,
  (url) => `  ${url}\n`,
  (url) => `<${url}>`,
  (url) => url.replace(/^[^/]*\/\/[^/?#]*/, (origin) => origin.toUpperCase()),
  (url) =>
    url.replace(/^[^/]*\/\/(?:[^/?#:[]+|\[[^\]]*\])/, (origin) => (origin.endsWith(']') ? origin : `${origin}.`)),
  (url) => url.replace('//', '//me:secret@'),
);

const match = (stored: string, page: string, rule: MatchRule): ReturnType<typeof matchOf> => {
  const [from, at] = [storedAddress(stored), pageAddress(page)];
  return from && at && matchOf(at, from, rule);
};

describe('rules', () => {
  it('match the page itself, exactly', () => {
    fc.assert(
      fc.property(addresses, fc.constantFrom<MatchRule>('host', 'host-port', 'domain', 'path'), (url, rule) => {
        expect(match(url, url, rule)).toEqual({ closeness: 'exact', doubts: [] });
      }),
      { numRuns: runs(300) },
    );
  });

  it('read every spelling of an address alike', () => {
    fc.assert(
      fc.property(addresses, spellings, (url, spelled) => {
        const meant = storedAddress(url);
        const read = storedAddress(spelled(url));
        expect([read?.scheme, read?.host, read?.port]).toEqual([meant?.scheme, meant?.host, meant?.port]);
        expect(meant).toBeDefined();
      }),
      { numRuns: runs(500) },
    );
  });

  it('find the same in what the index has of an address', () => {
    const typed = fc.oneof(
      fc.tuple(addresses, spellings).map(([url, spelled]) => spelled(url)),
      fc.webUrl({ withQueryParameters: true, withFragments: true }),
      fc.string({ unit: 'grapheme' }),
    );
    fc.assert(
      fc.property(typed, (url) => {
        const plain = plainUrl(url);
        expect(plain === undefined ? undefined : storedAddress(plain)).toEqual(storedAddress(url));
        expect(plain ?? '').not.toMatch(/me:secret|[?#]/);
      }),
      { numRuns: runs(500) },
    );
  });

  it('without a scheme mean the same host', () => {
    fc.assert(
      fc.property(hosts, paths, (host, path) => {
        expect(storedAddress(host + path)?.host).toBe(host);
      }),
      { numRuns: runs(300) },
    );
  });

  it('say exact of the same host alone, and leave no doubt unsaid', () => {
    fc.assert(
      fc.property(addresses, addresses, rules, (stored, page, rule) => {
        const found = match(stored, page, rule);
        if (!found) return;
        const [from, at] = [new URL(stored), new URL(page)];
        if (rule !== 'domain') expect(at.hostname).toBe(from.hostname);
        if (found.closeness === 'exact') expect(at.hostname).toBe(from.hostname);
        expect(found.closeness === 'other').toBe(found.doubts.length > 0);
        const local = /localhost|127\.0\.0\.1|::1\]/.test(at.hostname) && !at.hostname.includes('2001');
        const bare = at.protocol === 'http:' && from.protocol === 'https:' && !local;
        expect(found.doubts.includes('http')).toBe(bare);
      }),
      { numRuns: runs(1000) },
    );
  });

  it('of a domain match both ways', () => {
    fc.assert(
      fc.property(hosts, hosts, (one, other) => {
        const [a, b] = [`https://${one}/`, `https://${other}/`];
        expect(match(a, b, 'domain')).toEqual(match(b, a, 'domain'));
      }),
      { numRuns: runs(300) },
    );
  });

  it('throw at nothing that is typed', () => {
    const typed = fc.oneof(fc.string({ unit: 'grapheme' }), fc.string({ unit: 'binary' }), fc.webUrl());
    fc.assert(
      fc.property(typed, addresses, rules, (stored, page, rule) => {
        const found = match(stored, page, rule);
        expect(found === undefined || found.doubts.length <= 2).toBe(true);
      }),
      { numRuns: runs(1000) },
    );
  });
});

describe('logins by page', () => {
  const urls = fc.array(
    fc.record({ url: fc.tuple(addresses, spellings).map(([url, spelled]) => spelled(url)), match: rules }),
    { maxLength: 3 },
  );
  const logins = fc.array(
    fc.record({
      login: fc.record({
        username: fc.constant('me'),
        urls,
        hasPassword: fc.constant(true),
        hasTotp: fc.constant(false),
      }),
      updatedAt: fc.nat({ max: 5 }),
    }),
    { maxLength: 12 },
  );

  it('are found as by looking at each one', () => {
    fc.assert(
      fc.property(logins, addresses, (rows, page) => {
        const at = pageAddress(page);
        if (!at) throw new Error('no page');
        const found = inPageOrder(loginsByPage(rows).at(at));
        const expected = rows.filter(({ login }) => login.urls.some(({ url, match: rule }) => match(url, page, rule)));
        expect(new Set(found.map(({ row }) => row))).toEqual(new Set(expected));
        expect(found).toHaveLength(expected.length);
      }),
      { numRuns: runs(500) },
    );
  });

  it('come exact before domain before others, the last changed first, by their best URL', () => {
    const order = ['exact', 'domain', 'other'];
    fc.assert(
      fc.property(logins, addresses, (rows, page) => {
        const at = pageAddress(page);
        if (!at) throw new Error('no page');
        const found = inPageOrder(loginsByPage(rows).at(at));
        const ranks = found.map(({ closeness, row }) => [order.indexOf(closeness), -row.updatedAt] as const);
        expect(ranks).toEqual(ranks.toSorted((a, b) => a[0] - b[0] || a[1] - b[1]));
        for (const { row, closeness } of found) {
          const each = row.login.urls.map(({ url, match: rule }) => match(url, page, rule)?.closeness ?? 'none');
          expect(each.some((one) => one !== 'none' && order.indexOf(one) < order.indexOf(closeness))).toBe(false);
        }
      }),
      { numRuns: runs(500) },
    );
  });

  it('have the hosts of their addresses, by the short way too', () => {
    const typed = fc.oneof(
      fc.tuple(addresses, spellings).map(([url, spelled]) => spelled(url)),
      addresses.map((url) => url.replace(/^[^/]*\/\//, '')),
      fc.webUrl({ validSchemes: ['https', 'http'], withQueryParameters: true, withFragments: true }),
      fc.domain(),
      fc.stringMatching(/^(https?:\/\/)?[a-z0-9.:@/?#xn-]{1,20}$/),
    );
    fc.assert(
      fc.property(typed, (url) => {
        const address = storedAddress(url);
        if (address) expect(storedHost(url)).toBe(address.host);
      }),
      { numRuns: runs(2000) },
    );
  });

  it('keep regular expressions apart', () => {
    const row = {
      login: {
        username: '',
        urls: [{ url: 'https://.*', match: 'regex' as const }],
        hasPassword: true,
        hasTotp: false,
      },
      updatedAt: 1,
    };
    expect(loginsByPage([row]).expressions).toEqual([{ row, expression: 'https://.*' }]);
    const { updatedAt } = row;
    expect(loginsByPage([{ updatedAt }]).expressions).toEqual([]);
  });
});
