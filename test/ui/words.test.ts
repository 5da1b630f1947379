import { describe, expect, it } from 'vitest';
import { sentences } from './browser.ts';
import { counted, longAgo } from '../../src/ui/kit/words.ts';
import { strengthOf } from '../../src/ui/setup/strength.ts';

Object.assign(sentences, { items_one: '$1 item', items_other: '$1 items', kitJustNow: 'just now' });

describe('numbers and times in words', () => {
  it.each([
    [0, '0 items'],
    [1, '1 item'],
    [1204, '1,204 items'],
  ])('%i is %s', (count, words) => {
    expect(counted('items', count)).toBe(words);
  });
  const now = Date.UTC(2026, 10, 22, 12);
  it.each([
    [0, 'just now'],
    [-5000, 'just now'],
    [59_999, 'just now'],
    [60_000, '1 minute ago'],
    [3 * 3_600_000, '3 hours ago'],
    [86_400_000, 'yesterday'],
    [29 * 86_400_000, '29 days ago'],
    [40 * 86_400_000, 'Oct 13, 2026'],
  ])('%i ms before is %s', (past, words) => {
    expect(longAgo(now - past, now)).toBe(words);
  });
});

describe('the strength of a password', () => {
  it.each([
    [0, 'weak'],
    [11.99, 'weak'],
    [12, 'fair'],
    [14.99, 'fair'],
    [15, 'good'],
  ])('10^%f guesses: %s', (guesses, strength) => {
    expect(strengthOf(guesses)).toBe(strength);
  });
});
