import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { drawPositions, isWord } from '../../src/ui/setup/positions.ts';
import { asksFirst, chosenMode } from '../../src/ui/setup/sites-wish.ts';
import { siteHost } from '../../src/typed/index.ts';
import { patternOf } from '../../src/ui/setup/site-address.ts';
import { runs } from '../support/runs.ts';

describe('which words are asked for', () => {
  it('are different, in order and of the phrase', () => {
    fc.assert(
      fc.property(fc.integer({ min: 3, max: 40 }), fc.integer({ min: 1, max: 3 }), (length, count) => {
        const drawn = drawPositions(length, count);
        expect(drawn).toHaveLength(count);
        expect([...new Set(drawn)].sort((a, b) => a - b)).toEqual(drawn);
        expect(Math.min(...drawn)).toBeGreaterThanOrEqual(1);
        expect(Math.max(...drawn)).toBeLessThanOrEqual(length);
      }),
      { numRuns: runs(50) },
    );
  });
  it('are not always the same', () => {
    const draws = Array.from({ length: 20 }, () => drawPositions(24, 3).join());
    expect(new Set(draws).size).toBeGreaterThan(1);
  });
  it.each([
    ['zebra', 'zebra', true],
    ['  Zebra ', 'zebra', true],
    ['zebr', 'zebra', false],
    ['', 'zebra', false],
    ['', undefined, false],
  ])('%j for %j: %s', (typed, word, right) => {
    expect(isWord(typed, word)).toBe(right);
  });
});

describe('the choice of sites', () => {
  it.each([
    ['all', [], true],
    ['all', ['*://mail.example.com/*'], true],
    ['all', ['*://*/*'], false],
    ['all', ['<all_urls>'], false],
    ['these', [], false],
    ['on-click', [], false],
    ['on-click', ['*://*/*'], false],
  ] as const)('“%s” where %j is granted needs the browser’s question: %s', (chosen, granted, asks) => {
    expect(asksFirst(chosen, { granted })).toBe(asks);
  });
  it('is the user’s wish, and without one how things are', () => {
    expect(chosenMode({ mode: 'on-click' }, 'all')).toBe('all');
    expect(chosenMode({ mode: 'these' }, undefined)).toBe('these');
    expect(chosenMode(undefined, undefined)).toBe('on-click');
  });
});

describe('the address of a site', () => {
  it.each([
    ['mail.example.com', 'mail.example.com'],
    [' HTTPS://Mail.Example.com/inbox?x=1 ', 'mail.example.com'],
    ['http://127.0.0.1:4880/', '127.0.0.1'],
    ['localhost:8080', 'localhost'],
    ['münchen.example', 'xn--mnchen-3ya.example'],
    ['mail.example.com.', 'mail.example.com'],
    ['<https://mail.example.com/inbox>,', 'mail.example.com'],
    ['\u2068mail.example.com\u2069', 'mail.example.com'],
    ['[2001:db8::1]:8080', '[2001:db8::1]'],
  ])('%j is %s', (typed, host) => {
    expect(siteHost(typed)).toBe(host);
  });
  it.each([
    '',
    '  ',
    'mail',
    '*',
    '*.example.com',
    'two words.example',
    'ftp://example.com',
    'javascript:alert(1)',
    'https://',
    'me@example.com',
  ])('%j is none', (typed) => {
    expect(siteHost(typed)).toBeUndefined();
  });
  it('becomes a pattern that covers its pages and nothing else', () => {
    expect(patternOf('mail.example.com')).toBe('*://mail.example.com/*');
  });
});
