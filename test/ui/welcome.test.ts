import { describe, expect, it } from 'vitest';
import './browser.ts';
import { after, steps, whereToGoOn } from '../../src/ui/welcome/steps.ts';

describe('the welcome page', () => {
  it('walks through every step and stays at the end', () => {
    let step: (typeof steps)[number] = 'intro';
    const walked = steps.map(() => {
      const here = step;
      step = after(step);
      return here;
    });
    expect(walked).toEqual([...steps]);
    expect(step).toBe('try');
  });

  it.each([
    // A fresh install begins at the beginning, a closed tab goes on where it was.
    [undefined, false, 'intro'],
    ['password', false, 'password'],
    ['passkey', true, 'passkey'],
    ['phrase', true, 'phrase'],
    ['sites', true, 'sites'],
    // The tab was closed between the making of the vault and its being remembered.
    ['password', true, 'passkey'],
    ['intro', true, 'passkey'],
    // The vault was removed, or what is remembered is of another age.
    ['phrase', false, 'intro'],
    ['try', false, 'intro'],
    [undefined, true, 'try'],
    ['somewhere', true, 'try'],
    [{ step: 'phrase' }, true, 'try'],
  ])('remembered %j, vault %s: goes on at %s', (remembered, hasVault, step) => {
    expect(whereToGoOn(remembered, hasVault)).toBe(step);
  });
});
