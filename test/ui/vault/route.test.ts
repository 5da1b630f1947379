import '../browser.ts';
import { describe, expect, test } from 'vitest';
import '../browser.ts';
import { moveCaret } from '../../../src/ui/vault/caret.ts';
import { hashOf, isNew, parseRoute } from '../../../src/ui/vault/route.ts';

describe('route', () => {
  test.each([
    '#',
    '#favourites',
    '#trash',
    '#item/abc',
    '#new',
    '#new/login',
    '#new/ssh-key',
    '#new/login/https%3A%2F%2Fshop.example.org%3A8443',
    '#trash/abc',
    '#settings',
    '#settings/locks',
    '#settings/second-factor',
    '#connect/signup',
    '#connect/signin',
    '#store-knows',
    '#kit',
    '#settings/activity',
    '#transfer',
    '#duplicates',
  ])('%s is what it was', (hash) => {
    expect(hashOf(parseRoute(hash))).toBe(hash);
  });

  test.each([
    ['', { place: 'all' }],
    ['#new/nonsense', { place: 'all', item: 'new' }],
    ['#new/login/http%3A%2F%2Fa.example', { place: 'all', item: 'new', kind: 'login', url: 'http://a.example' }],
    ['#new/card/http%3A%2F%2Fa.example', { place: 'all', item: 'new', kind: 'card' }],
    ['#new/note', { place: 'all', item: 'new' }],
    ['#nonsense', { place: 'all' }],
    ['#settings/nonsense', { place: 'settings' }],
    ['#connect', { place: 'all' }],
    ['#connect/nonsense', { place: 'all' }],
    ['#search/caf%C3%A9%2F', { place: 'all', query: 'café/' }],
    ['#search/%', { place: 'all', query: '%' }],
  ])('%s', (hash, route) => {
    expect(parseRoute(hash)).toEqual(route);
  });

  test('knows a note that is not stored yet', () => {
    expect(isNew(parseRoute('#new'))).toBe(true);
    expect(isNew(parseRoute('#item/abc'))).toBe(false);
    expect(isNew(parseRoute('#settings'))).toBe(false);
  });
});

describe('moveCaret', () => {
  test.each([
    ['same', 'same', 2, 2],
    ['hello world', 'OH hello world', 5, 8],
    ['hello world', 'hello world, you', 5, 5],
    ['hello world', 'hello', 11, 5],
    ['a b c', 'a X Y c', 5, 7],
  ])('%s → %s: %i becomes %i', (before, after, caret, moved) => {
    expect(moveCaret(before, after, caret)).toBe(moved);
  });
});
