import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ExpressionOutcome, PagePlace } from '../../src/work/jobs.ts';
import { compareExpressions, serveExpressions } from '../../src/work/expressions.ts';
import { runs } from '../support/runs.ts';

function place(url: string): PagePlace {
  const { protocol, hostname, port, pathname } = new URL(url);
  return { scheme: protocol.slice(0, -1), host: hostname, port, path: pathname };
}

const compare = (expression: string, url: string): ExpressionOutcome | undefined =>
  compareExpressions(place(url), [expression])[0];

describe('a regular expression', () => {
  it.each<readonly [expression: string, url: string, outcome: ExpressionOutcome]>([
    ['https://example\\.com', 'https://example.com/', 'match'],
    ['https://example\\.com', 'https://example.com/login', 'match'],
    ['^https://example\\.com$', 'https://example.com/', 'match'],
    ['^https://example\\.com/$', 'https://example.com/', 'match'],
    ['^https://example\\.com$', 'https://example.com/login', 'none'],
    ['^https?://(www|login)\\.example\\.com/.*$', 'https://login.example.com/x', 'match'],
    ['^https?://(www|login)\\.example\\.com/.*$', 'https://mail.example.com/x', 'none'],
    ['https://[a-z]+\\.example\\.com/app', 'https://eu.example.com/app/start', 'match'],
    ['HTTPS://Example\\.COM', 'https://example.com/', 'match'],
    // Without a scheme it begins with the host.
    ['example\\.com', 'https://example.com/', 'match'],
    ['^example\\.com$', 'http://example.com/', 'match'],
    ['.*\\.example\\.com', 'https://a.b.example.com/', 'match'],
    // A part of a host is another host.
    ['https://example\\.com', 'https://example.com.evil.example/', 'none'],
    ['https://example\\.com', 'https://example.community/', 'none'],
    ['example\\.com', 'https://evil-example.com/', 'none'],
    ['example\\.com', 'https://www.example.com/', 'none'],
    ['example\\.com', 'https://evil.example/example.com', 'none'],
    ['https://example\\.com', 'https://evil.example/https://example.com', 'none'],
    ['e', 'https://example.com/', 'none'],
    ['', 'https://example.com/', 'none'],
    // The order of alternatives doesn't count.
    ['https://example\\.com|https://example\\.com\\.au', 'https://example.com.au/', 'match'],
    ['https://example\\.com(.*?)', 'https://example.com.au/', 'match'],
    // Ports.
    ['https://example\\.com', 'https://example.com:8443/', 'none'],
    ['https://example\\.com:\\d+', 'https://example.com:8443/', 'match'],
    ['localhost:30\\d\\d', 'http://localhost:3001/', 'match'],
    ['localhost:30\\d\\d', 'http://localhost:8080/', 'none'],
    ['http://\\[::1\\]:3000', 'http://[::1]:3000/', 'match'],
    // Query and fragment aren't looked at.
    ['https://evil\\.example/.*example\\.com', 'https://evil.example/?example.com', 'none'],
    // What RE2 doesn't have, what is none, and what is too large.
    ['(?=https)https://example\\.com', 'https://example.com/', 'refused'],
    ['(a)\\1', 'https://example.com/', 'refused'],
    ['https://(', 'https://example.com/', 'refused'],
    ['[', 'https://example.com/', 'refused'],
    ['(?:a{100}){100}', 'https://example.com/', 'refused'],
  ])('%s at %s: %s', (expression, url, outcome) => {
    expect(compare(expression, url)).toBe(outcome);
  });

  it.each([
    ['.*(?:a?){490}', 'match'],
    ['.*(?:ab?){490}', 'refused'],
    [`.*${'x'.repeat(900)}`, 'none'],
    ['('.repeat(490) + ')'.repeat(490), 'none'],
    ['x'.repeat(1_001), 'refused'],
  ])('of any size is answered: case %#', (expression, outcome) => {
    expect(compare(expression, 'https://example.com/')).toBe(outcome);
  });

  it('that hangs others is compared in time that grows with the URL alone', () => {
    const evil = [
      '^(https?://(a+)+)+$',
      'https://(a|aa)+b',
      'https://(.*a){20}',
      '(x+x+)+y',
      '(([a-z/:])+.)+[A-Z]([a-z])+$',
    ];
    const url = `https://${'a'.repeat(1_500)}/`;
    // One clock tick a look: what counts is that all of them are answered.
    expect(compareExpressions(place(url), evil, () => 0)).not.toContain('refused');
  });

  it('is left out where the URL is too long, and compared where it is not', () => {
    expect(compare('https://example\\.com', `https://example.com/${'x'.repeat(1_900)}`)).toBe('match');
    expect(compare('https://example\\.com', `https://example.com/${'x'.repeat(2_000)}`)).toBe('refused');
  });

  it('is left out when those before it took too long', () => {
    const times = [0, 0, 400, 501, 502];
    const page = place('https://example.com/');
    const outcomes = compareExpressions(page, ['.*', '.*', '.*', '.*'], () => times.shift() ?? 0);
    expect(outcomes).toEqual(['match', 'match', 'refused', 'refused']);
  });

  it('never matches a host that it does not cover', () => {
    const host = fc.domain();
    const literal = (text: string): string => text.replaceAll('.', '\\.');
    fc.assert(
      fc.property(host, fc.stringMatching(/^[a-z0-9.-]{1,8}$/), (name, more) => {
        const expression = `https?://${literal(name)}`;
        expect(compare(expression, `https://${name}/`)).toBe('match');
        for (const other of [`https://${name}${more}x/`, `https://x${more}${name}/`])
          if (URL.canParse(other) && new URL(other).hostname !== name) expect(compare(expression, other)).toBe('none');
      }),
      { numRuns: runs(100) },
    );
  });

  it('throws at nothing', () => {
    const expression = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.string({ unit: fc.constantFrom(...Array.from('()[]{}|*+?.^$\\dwpPa,-1:=!<>')) }),
    );
    fc.assert(
      fc.property(expression, fc.webUrl(), (typed, url) => {
        expect(['match', 'none', 'refused']).toContain(compare(typed, url));
      }),
      { numRuns: runs(100) },
    );
  });
});

it('is answered by a worker', async () => {
  const { port1, port2 } = new MessageChannel();
  serveExpressions({
    addEventListener: (type, listener) => {
      port2.addEventListener(type, (event: MessageEvent<unknown>) => listener(event));
      port2.start();
    },
    postMessage: (answer) => port2.postMessage(answer),
  });
  const answer = new Promise((resolve) => {
    port1.addEventListener('message', ({ data }) => resolve(data));
  });
  port1.start();
  const page = place('https://example.com/');
  port1.postMessage({ number: 3, kind: 'compare', input: { page, expressions: ['example\\.com', '('] } });
  expect(await answer).toEqual({ number: 3, ok: true, result: ['match', 'refused'] });
  port1.close();
});
