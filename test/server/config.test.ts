import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { ConfigurationError, readConfig } from '../../server/config.ts';
import { settings } from '../../server/settings.ts';

test('with nothing said, a store is for this machine alone', () => {
  expect(readConfig({})).toMatchObject({
    host: '127.0.0.1',
    port: 8787,
    origin: 'http://localhost:8787',
    signup: 'open',
    proxies: 0,
    extensions: [
      'chrome-extension://idephhgilegkckebdganjhjeanjcjhmj',
      expect.stringMatching(/^moz-extension:\/\/[a-p]{64}$/),
    ],
  });
  expect(readConfig({ LATCHKEY_PORT: ' ' }).port).toBe(8787);
  expect(readConfig({ LATCHKEY_DATA: '/srv/latchkey' }).rootKeyFile).toBe('/srv/latchkey/root.key');
});

test('an IPv6 address is the same with and without brackets', () => {
  expect(readConfig({ LATCHKEY_HOST: '[::1]' })).toMatchObject({ host: '::1', origin: 'http://localhost:8787' });
  expect(readConfig({ LATCHKEY_HOST: '::1' }).host).toBe('::1');
});

test.each<[string, string]>([
  ['LATCHKEY_DATA', '~/latchkey'],
  ['LATCHKEY_ROOT_KEY_FILE', '~'],
  ['LATCHKEY_BYTES_IN_FLIGHT', '1024'],
  ['LATCHKEY_DATABASE', 'mysql://user:secret@localhost/store'],
  ['LATCHKEY_DATABASE', 'postgres'],
  ['LATCHKEY_DATABASE', 'postgres://user:secret@localhost'],
  ['LATCHKEY_DATABASE', 'postgres://user:secret@localhost/'],
  ['LATCHKEY_DATABASE', 'postgres://user:secret@localhost/a/b'],
  ['LATCHKEY_DATABASE', 'postgres://user:secret@localhost:many/store'],
  ['LATCHKEY_DATABASE', 'postgres://user:secret@localhost/store?sslmode=require'],
  ['LATCHKEY_DATABASE', 'postgres://user:secret@localhost/store?sslmode=disable&sslmode=verify-full'],
  ['LATCHKEY_DATABASE', 'postgres://user:secret@localhost/store?host=elsewhere'],
  ['LATCHKEY_DATABASE', 'postgres://user:%E0%A4%A@localhost/store'],
  ['LATCHKEY_DATABASE', 'postgres://user:secret@localhost/store#x'],
  ['LATCHKEY_PORT', '0'],
  ['LATCHKEY_PORT', '65536'],
  ['LATCHKEY_PORT', '87.5'],
  ['LATCHKEY_PORT', '0x22'],
  ['LATCHKEY_PORT', 'http'],
  ['LATCHKEY_HOST', '0.0.0.0'],
  ['LATCHKEY_ORIGIN', 'store.example.org'],
  ['LATCHKEY_ORIGIN', 'http://store.example.org'],
  ['LATCHKEY_ORIGIN', 'https://store.example.org/'],
  ['LATCHKEY_ORIGIN', 'https://store.example.org/path'],
  ['LATCHKEY_ORIGIN', 'https://user:secret@store.example.org'],
  ['LATCHKEY_ORIGIN', 'ftp://localhost'],
  ['LATCHKEY_EXTENSIONS', 'https://store.example.org'],
  ['LATCHKEY_EXTENSIONS', 'chrome-extension://a,'],
  ['LATCHKEY_SIGNUP', 'yes'],
  ['LATCHKEY_PROXIES', '-1'],
  ['LATCHKEY_COMMIT_BYTES', '1024'],
  ['LATCHKEY_RECORDS', '0'],
  ['LATCHKEY_ACCOUNT_BYTES', '1e9'],
  ['LATCHKEY_ATTEMPTS_PER_HOUR', '0'],
  ['LATCHKEY_SESSION_DAYS', 'forever'],
  ['LATCHKEY_ORGANISATION_KEY', 'AAAA'],
  ['LATCHKEY_BODY_SECONDS', ''.padEnd(400, '9')],
  ['LATCHKEY_LOG', 'verbose'],
])('%s=%s is refused by name', (name, value) => {
  let thrown: unknown;
  try {
    readConfig({ [name]: value });
  } catch (error) {
    thrown = error;
  }
  expect(thrown).toBeInstanceOf(ConfigurationError);
  const { message } = thrown as ConfigurationError;
  expect(message).toContain(name === 'LATCHKEY_HOST' ? 'LATCHKEY_ORIGIN' : name);
  expect(message).not.toContain('secret');
});

test('a database is a file of its own, or the one that an address names', () => {
  expect(readConfig({}).database).toBe('sqlite');
  for (const address of [
    'postgres://latchkey:p%40ss@db.example.org:5433/store',
    'postgresql://latchkey@localhost/store',
    'postgres://localhost/store?sslmode=disable',
    'postgres://[::1]:5432/store?sslmode=verify-full&sslrootcert=/etc/ssl/own.pem',
  ]) {
    expect(readConfig({ LATCHKEY_DATABASE: address }).database).toBe(address);
  }
});

test("the operator's guide has every setting with its default, and no other", () => {
  const guide = readFileSync(new URL('../../docs/operators.md', import.meta.url), 'utf8');
  const rows = guide.split('\n').filter((line) => line.startsWith('| `LATCHKEY_'));
  const documented = rows.map((row) => {
    const [, name, standard, says] = row.split('|').map((cell) => cell.trim().replaceAll('`', ''));
    return { name, standard, says };
  });
  expect(documented).toEqual(Object.values(settings).map(({ name, standard, says }) => ({ name, standard, says })));
});
