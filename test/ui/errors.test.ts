import { globSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import './browser.ts';
import { codeOf, sentenceFor } from '../../src/ui/kit/errors.ts';

/** Rooms whose errors can reach a page: those that the background is built of, and what pages call themselves. */
const rooms = new Set(['background', 'platform', 'rpc', 'work']);
for (const path of globSync('src/background/**/*.ts')) {
  for (const [, room = ''] of readFileSync(path, 'utf8').matchAll(/from '(?:\.\.\/)+([a-z]+)\/index\.ts'/g))
    rooms.add(room);
}

/** Every stable code that a typed error of those rooms can carry. */
const codes = new Set(
  [...rooms]
    .flatMap((room) => globSync(`src/${room}/**/*.ts`))
    .map((path) => readFileSync(path, 'utf8'))
    .flatMap((text) => [...text.matchAll(/readonly code(?:: [^=;]+)? = '([a-z-]+)'/g)])
    .map(([, code = '']) => code),
);

describe('sentences for errors', () => {
  it('there are codes to look at', () => {
    expect(codes.size).toBeGreaterThan(20);
  });
  it.each([...codes])('%s has a sentence of its own', (code) => {
    expect(sentenceFor({ code, detail: { position: 3 } })).not.toBe('errorUnexpected');
  });
  it('names the wrong word by its place, and what it may have been', () => {
    expect(sentenceFor({ code: 'phrase-word', detail: { position: 7 } })).toBe('errorPhraseWord 7');
    expect(sentenceFor({ code: 'phrase-word', detail: { position: 7, suggestions: ['wisdom', 'window'] } })).toBe(
      'errorPhraseWordNear 7 wisdom, window',
    );
  });
  it.each([
    [new Error('the secret is hunter2')],
    [undefined],
    ['text'],
    [{ code: 42 }],
    [{ code: 'never-heard-of' }],
    [{ code: 'constructor' }],
  ])('an error that we do not know never shows its own text (%s)', (error) => {
    expect(sentenceFor(error)).toBe('errorUnexpected');
  });
  it('tells an error by its code only', () => {
    expect(codeOf({ code: 'locked' })).toBe('locked');
    expect(codeOf(null)).toBe('unexpected');
  });
});
