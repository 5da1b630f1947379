import { describe, expect, it } from 'vitest';
import './browser.ts';
import { after, before, further, numbered, whereToGoOn } from '../../src/ui/welcome/steps.ts';
import type { Step } from '../../src/ui/welcome/steps.ts';

describe('the welcome page', () => {
  it('walks through every step and stays at the end', () => {
    let step: Step = 'password';
    const walked = numbered.map(() => {
      const here = step;
      step = after(step);
      return here;
    });
    expect(walked).toEqual([...numbered]);
    expect(step).toBe('try');
  });

  it('has a way back from every step but the first, and it leads where one came from', () => {
    expect(before('password')).toBeUndefined();
    for (const step of numbered.slice(1)) expect(after(before(step) ?? step)).toBe(step);
    for (const step of further) expect([before(step), after(step)]).toEqual(['try', 'try']);
  });

  it.each([
    // A fresh install begins at the beginning, a closed tab goes on where it was.
    [undefined, false, 'password'],
    ['password', false, 'password'],
    ['passkey', true, 'passkey'],
    ['phrase', true, 'phrase'],
    ['sites', true, 'sites'],
    // The tab was closed between the making of the vault and its being remembered.
    ['password', true, 'sites'],
    // The vault was removed, or what is remembered is of another age.
    ['phrase', false, 'password'],
    ['try', false, 'password'],
    ['intro', true, 'try'],
    [undefined, true, 'try'],
    ['somewhere', true, 'try'],
    [{ step: 'phrase' }, true, 'try'],
  ])('remembered %j, vault %s: goes on at %s', (remembered, hasVault, step) => {
    expect(whereToGoOn(remembered, hasVault)).toBe(step);
  });
});
