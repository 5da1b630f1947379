import { describe, expect, it } from 'vitest';
import { calculationOf, press, shownOf, start, typedOf } from '../../../src/ui/calculator/machine.ts';
import type { Key, Machine } from '../../../src/ui/calculator/machine.ts';
import { keyOf } from '../../../src/ui/calculator/keys.ts';
import { shownText } from '../../../src/ui/calculator/shown.ts';

const english = { point: '.', group: ',' };

function after(keys: string | readonly Key[], from: Machine = start): Machine {
  const pressed = typeof keys === 'string' ? Array.from(keys, (key) => keyOf(key) ?? 'clear') : keys;
  return pressed.reduce(press, from);
}
const shows = (machine: Machine): string => shownText(machine, english);

describe('the calculator', () => {
  it.each([
    ['1250*12%=', '150'],
    ['200+10%=', '220'],
    ['200-10%=', '180'],
    ['2*3+10%=', '6.6'],
    ['50%', '0.5'],
    ['1/3*3=', '1'],
    ['1/3=', '0.333333333333333'],
    ['2/3=', '0.666666666666667'],
    ['0.1+0.2=', '0.3'],
    ['2+3*4=', '14'],
    ['2*3+4*5-6/3=', '24'],
    ['8-3-2=', '3'],
    ['2+*3=', '6'],
    ['7=', '7'],
    ['5-8=', '−3'],
    ['999999999999999+1=', '1,000,000,000,000,000'],
    ['999999999999999*999999999999999=', '9.99999999999998e29'],
    ['1/999999999999999=', '1.00000000000000e-15'.replace('1.00000000000000', '1')],
    ['1234567.5', '1,234,567.5'],
    ['0.10', '0.10'],
    ['1.', '1.'],
    ['..5', '0.5'],
    ['007', '7'],
    ['5/0=', 'Error'],
    ['5/0=3+4=', '7'],
  ])('%s shows %s', (keys, shown) => {
    expect(shows(after(keys))).toBe(shown);
  });

  it('goes on from a result, and begins anew with a digit', () => {
    expect(shows(after('2+3=*4='))).toBe('20');
    expect(shows(after('2+3=4'))).toBe('4');
    expect(shows(after('2+3==='))).toBe('5');
  });

  it('takes roots, turns signs and takes digits back', () => {
    expect(shows(after(['1', '6', 'root']))).toBe('4');
    expect(shows(after(['2', 'root']))).toBe('1.4142135623731');
    expect(shows(after(['2', 'root', '*', '2', 'root', '=']))).toBe('2');
    expect(shows(after(['2', 'sign', 'root']))).toBe('Error');
    expect(shows(after(['5', 'sign', '+', '3', '=']))).toBe('−2');
    expect(shows(after(['5', 'sign', 'sign']))).toBe('5');
    expect(shows(after(['1', '2', 'back', '3']))).toBe('13');
    expect(shows(after(['1', 'back']))).toBe('0');
  });

  it('keeps a number aside until it is cleared, also past a new calculation', () => {
    const kept = after(['5', 'memory-add', 'clear', '3', 'memory-take', 'clear']);
    expect(shows(press(kept, 'memory-read'))).toBe('2');
    expect(shows(after(['1', '0', '*', 'memory-read', '='], kept))).toBe('20');
    expect(shows(after(['memory-clear', 'memory-read'], kept))).toBe('0');
    expect(shows(after(['1', '/', '0', '=', 'memory-read'], kept))).toBe('2');
  });

  it('spells a calculation in one way, with or without its result', () => {
    expect(calculationOf(after('1250*12%'))).toBe('1250*12%');
    expect(calculationOf(after('1250*12%='))).toBe('1250*12%');
    expect(calculationOf(after('17×3+4='))).toBe(calculationOf(after('17*3+4=')));
    expect(calculationOf(after('1+2=+3'))).toBe('3+3');
  });

  it('is typed on a keyboard of any language', () => {
    expect(Array.from('0,5x2÷4−1', (key) => keyOf(key))).toEqual(['0', '.', '5', '*', '2', '/', '4', '-', '1']);
    expect(['Enter', 'Backspace', 'Delete', 'c', '=', '%', 'a', 'F5'].map(keyOf)).toEqual([
      ...['=', 'back', 'clear', 'clear', '=', '%', undefined, undefined],
    ]);
    const german = { point: ',', group: '.' };
    expect(shownText(after('1234567.25'), german)).toBe('1.234.567,25');
    expect(typedOf(after('0.50'))).toBe('0.50');
    expect(shownOf(start)).toEqual({ top: 0n, bottom: 1n });
  });

  it('takes no more than it can show, and never takes long', () => {
    expect(shows(after('1234567890123456789'))).toBe('123,456,789,012,345');
    let machine = after('123456789');
    for (let at = 0; at < 200; at += 1) machine = after('*987654321.123456/3-1=', machine);
    expect(shows(machine)).toMatch(/^\d\.\d+e\d+$/);
    machine = after('1');
    for (let at = 0; at < 100; at += 1) machine = after('+1', machine);
    expect(machine.before.length).toBe(40);
  });
});
