import { describe, expect, it } from 'vitest';
import { isComposed, isEnter, isEscape } from '../../src/ui/kit/keys.ts';

/** A key as browsers report it, with what else they say while an input method is at work. */
function key(name: string, composing: { isComposing?: boolean; keyCode?: number } = {}) {
  return { key: name, isComposing: false, keyCode: { Enter: 13, Escape: 27 }[name] ?? 0, ...composing };
}

describe('Enter and Escape', () => {
  it('are ours by themselves', () => {
    expect(isEnter(key('Enter'))).toBe(true);
    expect(isEscape(key('Escape'))).toBe(true);
    expect(isEnter(key('a'))).toBe(false);
    expect(isEscape(key('Enter'))).toBe(false);
  });

  it.each([{ isComposing: true }, { keyCode: 229 }, { isComposing: true, keyCode: 229 }])(
    'belong to an input method that says %o',
    (composing) => {
      expect(isEnter(key('Enter', composing))).toBe(false);
      expect(isEscape(key('Escape', composing))).toBe(false);
      expect(isComposed(key('ArrowDown', composing))).toBe(true);
    },
  );
});
