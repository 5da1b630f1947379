import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { openStore } from './support/store.ts';

test('the page of a card’s link is the same for everybody, and nothing in it runs, is loaded or is remembered', async () => {
  const store = await openStore();
  const get = (path: string, init?: RequestInit): Promise<Response> =>
    store.send(new Request(`${store.origin}${path}`, init));
  const answer = await get('/i');
  expect(answer.status).toBe(200);
  expect(answer.headers.get('content-type')).toBe('text/html; charset=utf-8');
  const html = await answer.text();
  expect(html).toContain('lang="en"');
  expect(html).toContain('lang="de"');
  expect(html).toContain(store.origin);
  const style = /<style>(.*)<\/style>/s.exec(html)?.[1] ?? '';
  const hash = createHash('sha256').update(style).digest('base64');
  expect(answer.headers.get('content-security-policy')).toBe(
    `default-src 'none'; style-src 'sha256-${hash}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`,
  );
  expect(answer.headers.get('referrer-policy')).toBe('no-referrer');
  expect(answer.headers.get('cache-control')).toBe('no-store');
  expect(answer.headers.get('set-cookie')).toBeNull();
  // Nothing that could send the address anywhere.
  expect(html).not.toMatch(/<(?:script|img|iframe|form|link|a)\b|javascript:|\bon\w+=|url\(/i);
  // Whatever comes along is not looked at.
  expect(await (await get('/i?card=LK1:AAAA')).text()).toBe(html);
  expect(store.logged.join('\n')).not.toContain('LK1');
  expect((await get('/i', { method: 'POST' })).status).toBe(404);
  expect((await get('/i/')).status).toBe(404);
});
