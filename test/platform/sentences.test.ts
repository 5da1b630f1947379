import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { language, message } from '../../src/platform/page/index.ts';
import type { WithSentences } from '../../src/platform/page/index.ts';

const scope = globalThis as WithSentences & { chrome?: unknown; browser?: unknown };
const asked: string[] = [];
const chrome = {
  runtime: {},
  i18n: {
    getMessage: (key: string, filled: readonly string[]): string => {
      asked.push(key);
      return [key, ...filled].join(' ');
    },
  },
};

describe('a sentence', () => {
  // Other files of this process may have left a browser behind, which is theirs.
  const before = (['chrome', 'browser'] as const).map(
    (name) => [name, Object.getOwnPropertyDescriptor(scope, name)] as const,
  );

  beforeEach(() => {
    Object.assign(scope, { chrome, browser: chrome });
  });
  afterEach(() => {
    for (const [name, descriptor] of before) {
      if (descriptor) Object.defineProperty(scope, name, descriptor);
      else Reflect.deleteProperty(scope, name);
    }
    delete scope.latchkeySentences;
    asked.length = 0;
  });

  it('that a script was given is asked of no browser', () => {
    Object.assign(scope, { latchkeySentences: { markReveal: 'Given' } });
    expect(message('markReveal')).toBe('Given');
    expect(asked).toEqual([]);
  });

  it('that it was not given is asked', () => {
    Object.assign(scope, { latchkeySentences: { markReveal: 'Given' } });
    expect(message('markCompose')).toBe('markCompose');
    expect(asked).toEqual(['markCompose']);
  });

  it('in which something is filled in is asked, whatever was given', () => {
    Object.assign(scope, { latchkeySentences: { markSwitchOff: 'Given' } });
    expect(message('markSwitchOff', 'example.org')).toBe('markSwitchOff example.org');
  });

  it.each([
    ['de-AT', 'de', 'de-AT'],
    ['de', 'de', 'de'],
    ['fr', 'en', 'en'],
    ['dev', 'de', 'de'],
    ['ar', '', 'en'],
  ])('of a browser in %s, which has our sentences in “%s”, has dates in %s', (said, ours, tag) => {
    const i18n = { getUILanguage: () => said, getMessage: () => ours };
    Object.assign(scope, { chrome: { runtime: {}, i18n }, browser: undefined });
    expect(language()).toBe(tag);
  });
});
