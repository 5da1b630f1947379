import { describe, expect, test } from 'vitest';
import { hostPattern, storeOrigin } from '../../src/typed/index.ts';

describe('an address of a store', () => {
  test.each([
    ['store.example.org', 'https://store.example.org'],
    [' https://store.example.org/ ', 'https://store.example.org'],
    ['https://store.example.org:443', 'https://store.example.org'],
    ['store.example.org:8443', 'https://store.example.org:8443'],
    ['HTTPS://Store.Example.ORG', 'https://store.example.org'],
    ['https://bücher.example', 'https://xn--bcher-kva.example'],
    ['https://192.0.2.1', 'https://192.0.2.1'],
    ['https://[2001:db8::1]:8443', 'https://[2001:db8::1]:8443'],
    ['http://localhost:8787', 'http://localhost:8787'],
    ['http://127.0.0.1:8787/', 'http://127.0.0.1:8787'],
    ['localhost:8787', 'http://localhost:8787'],
    ['localhost', 'http://localhost'],
    ['localhost:443', 'http://localhost:443'],
    ['LocalHost:8787/', 'http://localhost:8787'],
    ['localhost.:8787', 'http://localhost:8787'],
    ['127.0.0.1:8787', 'http://127.0.0.1:8787'],
    ['127.1:8787', 'http://127.0.0.1:8787'],
    ['0.0.0.0:8787', 'http://localhost:8787'],
    ['[::1]:8787', 'http://localhost:8787'],
    ['::1', 'http://localhost'],
    ['http://[::1]:8787', 'http://localhost:8787'],
    ['https://localhost:8787', 'https://localhost:8787'],
    ['https://[::1]:8787', 'https://[::1]:8787'],
    ['[2001:db8::1]:8443', 'https://[2001:db8::1]:8443'],
    ['2001:db8::1', 'https://[2001:db8::1]'],
    ['store.example.org.', 'https://store.example.org'],
    ['https://store.example.org.:8443/', 'https://store.example.org:8443'],
    ['store.example.org:80', 'https://store.example.org:80'],
    ['store.example.org//', 'https://store.example.org'],
    ['https:store.example.org', 'https://store.example.org'],
    ['//store.example.org', 'https://store.example.org'],
    ['store.example.org?', 'https://store.example.org'],
    ['<https://store.example.org/>', 'https://store.example.org'],
    ['“store.example.org”,', 'https://store.example.org'],
    ['\u2068store.example.org\u2069', 'https://store.example.org'],
    ['store\u200b.example.org', 'https://store.example.org'],
    ['ｌｏｃａｌｈｏｓｔ：８７８７', 'http://localhost:8787'],
    ['localhost:\u0668\u0667\u0668\u0667', 'http://localhost:8787'],
    ['store。example。org', 'https://store.example.org'],
  ])('%s', (typed, origin) => {
    expect(storeOrigin(typed)).toBe(origin);
  });

  test.each([
    ['nothing', ''],
    ['a space', ' '],
    ['plain http elsewhere', 'http://store.example.org'],
    ['plain http on a name that only looks local', 'http://localhost.example.org'],
    ['a path', 'https://store.example.org/vault'],
    ['a question', 'https://store.example.org/?a=b'],
    ['a fragment', 'https://store.example.org/#a'],
    ['a user name', 'https://somebody@store.example.org'],
    ['a password', 'https://a:b@store.example.org'],
    ['another scheme', 'ftp://store.example.org'],
    ['a script', 'javascript:alert(1)'],
    ['a file', 'file:///etc/passwd'],
    ['an extension', 'chrome-extension://abc/'],
    ['nonsense', 'https://'],
    ['two words', 'my store'],
    ['plain http on a name of this machine that the policy does not know', 'notes.localhost:8787'],
    ['plain http on another address of this machine', '127.0.0.2:8787'],
    ['a path on this machine', 'localhost:8787/vault'],
    ['a port that can not be', 'localhost:87870'],
    ['two dots of the root', 'store.example.org../'],
    ['half an emoji', 'store\ud83d.example.org'],
    ['an e-mail address', 'mira@example.org'],
  ])('is not %s', (_, typed) => {
    expect(() => storeOrigin(typed)).toThrow(expect.objectContaining({ code: 'store-address' }));
  });

  test('is asked for as a permission without its port, which patterns do not know', () => {
    expect(hostPattern('https://store.example.org:8443')).toBe('https://store.example.org/*');
    expect(hostPattern('http://localhost:8787')).toBe('http://localhost/*');
    expect(hostPattern('https://[2001:db8::1]')).toBe('https://[2001:db8::1]/*');
  });
});
