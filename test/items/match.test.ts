import { describe, expect, it } from 'vitest';
import type { MatchRule } from '../../src/items/match/index.ts';
import { matchOf, pageAddress, storedAddress } from '../../src/items/match/index.ts';

/**
 * What a person expects: a stored URL, a page, and how the one belongs to the other. `no`: not at all; `port`, `http`: it is
 * offered, and asked about first.
 */
type Expected = 'exact' | 'domain' | 'port' | 'http' | 'port http' | 'no';
type Row = readonly [stored: string, page: string, expected: Expected];

function outcome(stored: string, page: string, rule: MatchRule): Expected {
  const [from, at] = [storedAddress(stored), pageAddress(page)];
  const match = from && at && matchOf(at, from, rule);
  if (!match) return 'no';
  return match.doubts.length > 0 ? (match.doubts.join(' ') as Expected) : (match.closeness as Expected);
}

/** By the default rule: exactly this host. */
const host: readonly Row[] = [
  // As it was saved from the page.
  ['https://example.com', 'https://example.com/', 'exact'],
  ['https://example.com/', 'https://example.com/login?next=/#top', 'exact'],
  ['https://example.com/login?user=me', 'https://example.com/account', 'exact'],
  ['https://accounts.google.com/signin/v2/identifier?hl=de', 'https://accounts.google.com/', 'exact'],
  ['https://en.wikipedia.org/wiki/Foo_(bar)', 'https://en.wikipedia.org/', 'exact'],
  // As people type it.
  ['example.com', 'https://example.com/', 'exact'],
  ['Example.COM', 'https://example.com/', 'exact'],
  ['EXAMPLE.com/Login', 'https://example.com/', 'exact'],
  ['  example.com  ', 'https://example.com/', 'exact'],
  ['<https://example.com/>', 'https://example.com/', 'exact'],
  ['"example.com"', 'https://example.com/', 'exact'],
  ['example.com,', 'https://example.com/', 'exact'],
  ['//example.com/login', 'https://example.com/', 'exact'],
  ['https:example.com', 'https://example.com/', 'exact'],
  ['https:/example.com', 'https://example.com/', 'exact'],
  ['HTTPS://example.com', 'https://example.com/', 'exact'],
  ['https://me@example.com/', 'https://example.com/', 'exact'],
  ['https://me:secret@example.com/', 'https://example.com/', 'exact'],
  ['example.com/login', 'https://example.com/logout', 'exact'],
  ['www.example.com', 'https://www.example.com/', 'exact'],
  // Another host is another host.
  ['example.com', 'https://www.example.com/', 'no'],
  ['www.example.com', 'https://example.com/', 'no'],
  ['example.com', 'https://login.example.com/', 'no'],
  ['login.example.com', 'https://mail.example.com/', 'no'],
  ['example.com', 'https://example.org/', 'no'],
  ['example.com', 'https://example.com.evil.example/', 'no'],
  ['example.com', 'https://evil-example.com/', 'no'],
  ['example.com', 'https://evil.example/example.com', 'no'],
  ['example.com', 'https://example.com@evil.example/', 'no'],
  ['example.com', 'https://evil.example/?https://example.com/', 'no'],
  ['example.com', 'https://evil.example/#@example.com', 'no'],
  ['example.com', 'https://example.co/', 'no'],
  ['paypal.com', 'https://paypa1.com/', 'no'],
  ['paypal.com', 'https://pаypal.com/', 'no'],
  ['user.github.io', 'https://other.github.io/', 'no'],
  // The dot of the root.
  ['example.com.', 'https://example.com/', 'exact'],
  ['example.com', 'https://example.com./', 'exact'],
  ['https://example.com./login', 'https://example.com./', 'exact'],
  ['example.com', 'https://example.com../', 'no'],
  // Encryption: http is asked about, unless the login is from there, or the page from this very machine.
  ['https://example.com', 'http://example.com/', 'http'],
  ['example.com', 'http://example.com/', 'http'],
  ['http://example.com', 'http://example.com/', 'exact'],
  ['http://example.com', 'https://example.com/', 'exact'],
  ['HTTP://Example.com', 'http://example.com/', 'exact'],
  ['<http://example.com>', 'http://example.com/', 'exact'],
  ['https://intranet', 'http://intranet/', 'http'],
  ['http://intranet', 'http://intranet/', 'exact'],
  ['https://192.168.1.1', 'http://192.168.1.1/', 'http'],
  // Ports.
  ['example.com', 'https://example.com:8443/', 'port'],
  ['https://example.com', 'https://example.com:8443/', 'port'],
  ['example.com:8443', 'https://example.com:8443/', 'exact'],
  ['example.com:8443', 'https://example.com/', 'port'],
  ['example.com:8443', 'https://example.com:9443/', 'port'],
  ['https://example.com:443', 'https://example.com/', 'exact'],
  ['example.com:443', 'https://example.com/', 'exact'],
  ['http://example.com:80', 'http://example.com/', 'exact'],
  ['http://example.com:80', 'https://example.com/', 'exact'],
  ['http://example.com:443', 'https://example.com/', 'exact'],
  ['https://example.com:80', 'https://example.com/', 'port'],
  ['http://example.com:8080', 'http://example.com:8080/', 'exact'],
  ['http://example.com:8080', 'https://example.com:8080/', 'exact'],
  ['https://example.com', 'http://example.com:8080/', 'port http'],
  ['example.com:08443', 'https://example.com:8443/', 'exact'],
  ['example.com:٨٤٤٣', 'https://example.com:8443/', 'exact'],
  ['example.com:99999', 'https://example.com/', 'no'],
  // This machine.
  ['localhost', 'http://localhost/', 'exact'],
  ['localhost', 'https://localhost/', 'exact'],
  ['https://localhost', 'http://localhost/', 'exact'],
  ['localhost:3000', 'http://localhost:3000/', 'exact'],
  ['localhost:3000', 'http://localhost:8080/', 'port'],
  ['localhost', 'http://localhost:3000/', 'port'],
  ['LOCALHOST:3000', 'http://localhost:3000/', 'exact'],
  ['app.localhost', 'http://app.localhost/', 'exact'],
  ['app.localhost', 'http://localhost/', 'no'],
  ['localhost', 'http://127.0.0.1/', 'no'],
  ['localhost', 'https://localhost.example.com/', 'no'],
  // IPv4.
  ['127.0.0.1:8080', 'http://127.0.0.1:8080/', 'exact'],
  ['192.168.1.1', 'https://192.168.1.1/', 'exact'],
  ['192.168.1.1', 'http://192.168.1.1/', 'http'],
  ['http://192.168.1.1', 'http://192.168.1.1/', 'exact'],
  ['http://192.168.1.1', 'http://192.168.1.10/', 'no'],
  ['http://192.168.1.1', 'http://192.168.1.2/', 'no'],
  ['192.168.178.1:8006', 'https://192.168.178.1:8006/', 'exact'],
  ['192.168.1', 'https://192.168.0.1/', 'exact'],
  ['1.2.3.4', 'https://1.2.3.4.example.com/', 'no'],
  ['256.1.1.1', 'https://25.6.1.1/', 'no'],
  // IPv6, with brackets and without.
  ['http://[::1]:3000', 'http://[::1]:3000/', 'exact'],
  ['[::1]:3000', 'http://[::1]:3000/', 'exact'],
  ['::1', 'http://[::1]/', 'exact'],
  ['https://[2001:db8::1]/', 'https://[2001:db8:0:0:0:0:0:1]/', 'exact'],
  ['2001:DB8::1', 'https://[2001:db8::1]/', 'exact'],
  ['[2001:db8::1]:8443', 'https://[2001:db8::1]:8443/', 'exact'],
  ['[2001:db8::1]', 'https://[2001:db8::1]:8443/', 'port'],
  ['[2001:db8::1]', 'https://[2001:db8::2]/', 'no'],
  ['http://[fe80::1]/', 'http://[fe80::1]/', 'exact'],
  // Names of a house or a company.
  ['router', 'https://router/', 'exact'],
  ['http://router', 'http://router/', 'exact'],
  ['router', 'http://router/', 'http'],
  ['nas:5001', 'https://nas:5001/', 'exact'],
  ['nas', 'https://nas.example.com/', 'no'],
  ['printer.local', 'https://printer.local/', 'exact'],
  ['http://printer.local:631', 'http://printer.local:631/', 'exact'],
  ['printer.local', 'https://scanner.local/', 'no'],
  ['fritz.box', 'https://fritz.box/', 'exact'],
  ['git.corp', 'https://git.corp/', 'exact'],
  ['http://expyuzz4wqqyqhjn.onion', 'http://expyuzz4wqqyqhjn.onion/', 'exact'],
  ['expyuzz4wqqyqhjn.onion', 'http://expyuzz4wqqyqhjn.onion/', 'http'],
  ['server_1.example.com', 'https://server_1.example.com/', 'exact'],
  // Names in other scripts, in both spellings.
  ['bücher.example', 'https://xn--bcher-kva.example/', 'exact'],
  ['xn--bcher-kva.example', 'https://bücher.example/', 'exact'],
  ['BÜCHER.example', 'https://bücher.example/', 'exact'],
  ['bu\u0308cher.example', 'https://bücher.example/', 'exact'],
  ['straße.example', 'https://xn--strae-oqa.example/', 'exact'],
  ['straße.example', 'https://strasse.example/', 'no'],
  ['例え.テスト', 'https://xn--r8jz45g.xn--zckzah/', 'exact'],
  ['例え。テスト', 'https://例え.テスト/', 'exact'],
  ['пример.рф', 'https://xn--e1afmkfd.xn--p1ai/', 'exact'],
  ['ｅｘａｍｐｌｅ.com', 'https://example.com/', 'exact'],
  ['☃.net', 'https://xn--n3h.net/', 'exact'],
  // What is no web address belongs nowhere.
  ['', 'https://example.com/', 'no'],
  ['   ', 'https://example.com/', 'no'],
  ['my bank', 'https://my/', 'no'],
  ['moser@example.org', 'https://example.org/', 'no'],
  ['mailto:moser@example.org', 'https://example.org/', 'no'],
  ['*.example.com', 'https://www.example.com/', 'no'],
  ['https://*.example.com', 'https://a.example.com/', 'no'],
  ['file:///home/me/page.html', 'file:///home/me/page.html', 'no'],
  ['about:blank', 'about:blank', 'no'],
  ['chrome-extension://abcdef/popup.html', 'chrome-extension://abcdef/popup.html', 'no'],
  ['moz-extension://abcdef/popup.html', 'moz-extension://abcdef/popup.html', 'no'],
  ['androidapp://com.example.app', 'https://com.example.app/', 'no'],
  ['android://aGFzaA==@com.example/', 'https://com.example/', 'no'],
  ['ftp://example.com', 'https://example.com/', 'no'],
  ['javascript:alert(1)', 'https://example.com/', 'no'],
  ['data:text/html,hi', 'data:text/html,hi', 'no'],
  ['example.com', 'view-source:https://example.com/', 'no'],
  ['example.com', 'blob:https://example.com/0b7e', 'no'],
  ['example.com', 'about:srcdoc', 'no'],
  ['example.com', 'not a url', 'no'],
  ['https://', 'https://example.com/', 'no'],
  ['https://.', 'https://example.com/', 'no'],
];

const hostPort: readonly Row[] = [
  ['localhost:3000', 'http://localhost:3000/', 'exact'],
  ['localhost:3000', 'http://localhost:8080/', 'no'],
  ['localhost', 'http://localhost:3000/', 'no'],
  ['example.com', 'https://example.com/', 'exact'],
  ['example.com:443', 'https://example.com/', 'exact'],
  ['example.com', 'https://example.com:8443/', 'no'],
  ['example.com:8443', 'https://www.example.com:8443/', 'no'],
  ['https://example.com:8443', 'http://example.com:8443/', 'http'],
];

const domain: readonly Row[] = [
  ['example.com', 'https://example.com/', 'exact'],
  ['example.com', 'https://login.example.com/', 'domain'],
  ['login.example.com', 'https://example.com/', 'domain'],
  ['login.example.com', 'https://mail.example.com/', 'domain'],
  ['https://a.b.c.example.com/x', 'https://d.example.com/y', 'domain'],
  ['example.com', 'https://example.org/', 'no'],
  ['example.com', 'https://example.com.evil.example/', 'no'],
  ['example.com', 'https://evil-example.com/', 'no'],
  ['www.bbc.co.uk', 'https://account.bbc.co.uk/', 'domain'],
  ['www.bbc.co.uk', 'https://www.gov.co.uk/', 'no'],
  ['bbc.co.uk', 'https://co.uk/', 'no'],
  ['co.uk', 'https://bbc.co.uk/', 'no'],
  ['me.github.io', 'https://you.github.io/', 'no'],
  ['me.github.io', 'https://docs.me.github.io/', 'domain'],
  ['github.io', 'https://me.github.io/', 'no'],
  ['my-shop.myshopify.com', 'https://their-shop.myshopify.com/', 'no'],
  ['app.s3.amazonaws.com', 'https://evil.s3.amazonaws.com/', 'no'],
  ['a.pages.dev', 'https://b.pages.dev/', 'no'],
  ['mail.bücher.example', 'https://xn--bcher-kva.example/', 'domain'],
  ['www.食狮.公司.cn', 'https://xn--85x722f.xn--55qx5d.cn/', 'domain'],
  ['192.168.1.1', 'https://192.168.1.1/', 'exact'],
  ['192.168.1.1', 'https://192.168.1.2/', 'no'],
  ['10.1.1.1', 'https://20.1.1.1/', 'no'],
  ['[2001:db8::1]', 'https://[2001:db8::2]/', 'no'],
  ['router', 'https://router/', 'exact'],
  ['router', 'https://nas/', 'no'],
  ['localhost', 'http://app.localhost/', 'no'],
  ['nas.local', 'https://printer.local/', 'no'],
  ['nas.local', 'https://admin.nas.local/', 'domain'],
  ['a.expyuzz4wqqyqhjn.onion', 'https://b.expyuzz4wqqyqhjn.onion/', 'domain'],
  ['one.onion', 'https://two.onion/', 'no'],
  ['example.com.', 'https://www.example.com./', 'domain'],
  ['example.com', 'http://www.example.com/', 'http'],
  ['http://example.com', 'http://www.example.com/', 'domain'],
  ['example.com', 'https://www.example.com:8443/', 'port'],
  ['example.com:8443', 'https://www.example.com:8443/', 'domain'],
];

const path: readonly Row[] = [
  ['https://example.com/shop', 'https://example.com/shop', 'exact'],
  ['https://example.com/shop', 'https://example.com/shop/', 'exact'],
  ['https://example.com/shop/', 'https://example.com/shop', 'exact'],
  ['https://example.com/shop', 'https://example.com/shop/cart?id=1', 'exact'],
  ['https://example.com/shop', 'https://example.com/shopping', 'no'],
  ['https://example.com/shop', 'https://example.com/Shop', 'no'],
  ['https://example.com/shop', 'https://example.com/', 'no'],
  ['https://example.com/shop', 'https://example.com/x/shop', 'no'],
  ['https://example.com/shop', 'https://example.com/shop/../admin', 'no'],
  ['https://example.com/shop', 'https://example.com/shop/%2e%2e/admin', 'no'],
  ['https://example.com/', 'https://example.com/anything', 'exact'],
  ['example.com', 'https://example.com/anything', 'exact'],
  ['example.com/~me', 'https://example.com/%7Eme/x', 'exact'],
  ['https://example.com/straße', 'https://example.com/stra%C3%9Fe', 'exact'],
  ['https://example.com/100%', 'https://example.com/100%/x', 'exact'],
  ['https://example.com/wiki/Foo_(bar)', 'https://example.com/wiki/Foo_(bar)', 'exact'],
  ['https://example.com/a/b?c#d', 'https://example.com/a/b', 'exact'],
  ['https://example.com/shop', 'https://www.example.com/shop', 'no'],
  ['https://example.com/shop', 'https://example.com:8443/shop', 'port'],
  ['https://example.com/shop', 'http://example.com/shop', 'http'],
];

const never: readonly Row[] = [
  ['https://example.com', 'https://example.com/', 'no'],
  ['localhost', 'http://localhost/', 'no'],
];

const tables = { host, 'host-port': hostPort, domain, path, never } satisfies Partial<
  Record<MatchRule, readonly Row[]>
>;

describe.each(Object.entries(tables))('the rule %s', (rule, rows) => {
  it.each(rows)('%s at %s: %s', (stored, page, expected) => {
    expect(outcome(stored, page, rule as MatchRule)).toBe(expected);
  });
});

it('is shown by enough hosts', () => {
  expect(new Set(Object.values(tables).flatMap((rows) => rows.map(([stored]) => stored))).size).toBeGreaterThan(120);
});

it('leaves what is no rule of ours, or is compared elsewhere, alone', () => {
  const url = 'https://example.com/';
  expect(outcome(url, url, 'host')).toBe('exact');
  for (const rule of ['regex', 'a later one', 'constructor']) expect(outcome(url, url, rule as MatchRule)).toBe('no');
});
