import { expect, test } from 'vitest';
import { addressOf } from '../../../server/http/address.ts';

function seen(forwarded: string | undefined, proxies = 1, socket = '198.51.100.7'): string {
  const headers = forwarded === undefined ? {} : { 'x-forwarded-for': forwarded };
  return addressOf(new Request('http://localhost/', { headers }), socket, proxies);
}

test.each([
  '203.0.113.8',
  ' 203.0.113.8 ',
  '203.0.113.8:40001',
  '203.0.113.8:40002',
  '"203.0.113.8"',
  '"203.0.113.8:40001"',
  '::ffff:203.0.113.8',
  '::FFFF:203.0.113.8',
  '::ffff:cb00:7108',
  '0:0:0:0:0:ffff:203.0.113.8',
  '[::ffff:203.0.113.8]:443',
  '"[::ffff:203.0.113.8]:443"',
  '10.1.1.1, 203.0.113.8:40001',
])('%s is one address', (spelled) => {
  expect(seen(spelled)).toBe('203.0.113.8');
});

test.each([
  '2001:db8:1:2::9',
  '2001:0db8:0001:0002:0000:0000:0000:0009',
  '2001:DB8:1:2::9',
  '[2001:db8:1:2::9]',
  '[2001:db8:1:2::9]:40001',
  '"[2001:db8:1:2::9]:40002"',
  '2001:db8:1:2:aaaa::1',
  '2001:db8:1:2::9%eth0',
])('%s is one network', (spelled) => {
  expect(seen(spelled)).toBe('2001:db8:1:2');
});

test.each([
  undefined,
  '',
  ' ',
  'unknown',
  '_hidden',
  '203.0.113',
  '203.0.113.08',
  '1.2.3.4.5',
  '203.0.113.8,',
  'a:b:c',
  '[]',
  '[',
  '"',
])('%s is no address, and counted under the connection', (spelled) => {
  expect(seen(spelled)).toBe('198.51.100.7');
});

test('what stands further left anyone may have written, and without proxies nothing counts but the connection', () => {
  expect(seen('192.0.2.1, 203.0.113.8')).toBe('203.0.113.8');
  expect(seen('192.0.2.1, 203.0.113.8', 2)).toBe('192.0.2.1');
  expect(seen('203.0.113.8', 2)).toBe('198.51.100.7');
  expect(seen('203.0.113.8', 0)).toBe('198.51.100.7');
  expect(seen(undefined, 0, '::ffff:198.51.100.7')).toBe('198.51.100.7');
  expect(seen(undefined, 0, '::1')).toBe('0:0:0:0');
});
