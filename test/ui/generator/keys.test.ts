import { describe, expect, it } from 'vitest';
import '../browser.ts';
import { deedOf } from '../../../src/ui/generator/keys.ts';
import type { Focused } from '../../../src/ui/generator/keys.ts';

const key = (name: string, more: object = {}) => ({
  key: name,
  keyCode: 0,
  isComposing: false,
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  ...more,
});
const keys = ['r', ' ', 'ArrowLeft', 'ArrowRight', 'Enter', 'Tab'];

describe('a key in the generator', () => {
  it.each<[Focused, readonly (string | undefined)[]]>([
    ['value', ['again', 'again', 'shorter', 'longer', 'use', undefined]],
    ['button', ['again', undefined, 'shorter', 'longer', undefined, undefined]],
    ['choice', ['again', undefined, undefined, undefined, 'use', undefined]],
    ['slider', ['again', 'again', undefined, undefined, 'use', undefined]],
    ['text', [undefined, undefined, undefined, undefined, undefined, undefined]],
  ])('does at a %s what nothing else needs it for', (focused, deeds) => {
    expect(keys.map((name) => deedOf(key(name), focused, false))).toEqual(deeds);
  });

  it('turns round where text runs from right to left', () => {
    expect(deedOf(key('ArrowLeft'), 'value', true)).toBe('longer');
    expect(deedOf(key('ArrowRight'), 'value', true)).toBe('shorter');
  });

  it.each([{ ctrlKey: true }, { metaKey: true }, { altKey: true }, { isComposing: true }, { keyCode: 229 }])(
    'is not ours with %o',
    (more) => {
      expect(keys.map((name) => deedOf(key(name, more), 'value', false))).toEqual(keys.map(() => undefined));
    },
  );
});
