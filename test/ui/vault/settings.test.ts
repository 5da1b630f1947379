import { describe, expect, test } from 'vitest';
import { checkLimits, minutesOf } from '../../../src/ui/vault/settings/locking/lock-limits.ts';
import { tagsOf } from '../../../src/ui/vault/item/tags.ts';

describe('lock times', () => {
  test.each([
    ['1', 1],
    ['1440', 1440],
    [' 15 ', 15],
    ['0', undefined],
    ['1441', undefined],
    ['-5', undefined],
    ['1.5', undefined],
    ['1e3', undefined],
    ['', undefined],
    ['fünf', undefined],
  ])('“%s” is %s minutes', (text, minutes) => {
    expect(minutesOf(text)).toBe(minutes);
  });

  test('messages lock no later than everything', () => {
    expect(checkLimits('5', '15')).toEqual({});
    expect(checkLimits('15', '15')).toEqual({});
    expect(checkLimits('16', '15')).toEqual({ messages: 'settingsMinutesOrder' });
    expect(checkLimits('0', 'x')).toEqual({ messages: 'settingsMinutesWrong', everything: 'settingsMinutesWrong' });
  });
});

describe('tags', () => {
  test.each([
    ['', []],
    [' , ,', []],
    ['home', ['home']],
    ['home, wifi ,home', ['home', 'wifi']],
    ['two words, Ü', ['two words', 'Ü']],
    ['x'.repeat(200), ['x'.repeat(80)]],
  ])('“%s”', (line, tags) => {
    expect(tagsOf(line)).toEqual(tags);
  });

  test('are never more than fifty', () => {
    expect(tagsOf(Array.from({ length: 80 }, (_, i) => String(i)).join(',')).length).toBe(50);
  });
});
