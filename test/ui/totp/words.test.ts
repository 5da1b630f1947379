import { describe, expect, it } from 'vitest';
import '../browser.ts';
import { clockWords, noSecret } from '../../../src/ui/totp/words.ts';

describe('a clock that is off', () => {
  it.each([
    [6, 'totpClockAhead 6 seconds'],
    [-119, 'totpClockBehind 119 seconds'],
    [120, 'totpClockAhead 2 minutes'],
    [-7_200, 'totpClockBehind 2 hours'],
    [90 * 86_400, 'totpClockAhead 90 days'],
  ])('by %s s', (clockOff, words) => {
    expect(clockWords(clockOff)).toBe(words);
  });
});

describe('what is no secret', () => {
  it.each(['counter', 'several', 'parameters', 'unreadable'] as const)('%s: says what it is', (none) => {
    expect(noSecret(none)).toMatch(/^totp[A-Z]/);
  });
  it('nothing: needs no word', () => {
    expect(noSecret('empty')).toBeUndefined();
  });
});
