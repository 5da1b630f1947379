import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { lettersOf, opensMenu, partAfter, rowAfter } from '../../src/ui/kit/row-keys.ts';

describe('between rows', () => {
  it.each([
    ['ArrowDown', 0, 1],
    ['ArrowDown', 2, 2],
    ['ArrowUp', 2, 1],
    ['Home', 2, 0],
    ['End', 0, 2],
    // The beginning is passed: the screen knows what stands above.
    ['ArrowUp', 0, undefined],
    ['Tab', 1, undefined],
    ['x', 1, undefined],
  ] as const)('%s from row %i of three leads to %s', (key, at, to) => {
    expect(rowAfter(key, at, 3)).toBe(to);
  });
});

describe('through the buttons of a row', () => {
  it.each([
    ['ArrowRight', -1, false, 0],
    ['ArrowRight', 0, false, 1],
    ['ArrowRight', 1, false, 1],
    ['ArrowLeft', 1, false, 0],
    ['ArrowLeft', 0, false, -1],
    ['ArrowLeft', -1, false, -1],
    ['ArrowLeft', -1, true, 0],
    ['ArrowRight', 0, true, -1],
    ['ArrowDown', 0, false, undefined],
  ] as const)('%s from part %i (right to left: %s) leads to %s', (key, at, rightToLeft, to) => {
    expect(partAfter(key, at, 2, rightToLeft)).toBe(to);
  });
  it('stays on a row without buttons', () => {
    expect(partAfter('ArrowRight', -1, 0, false)).toBe(-1);
  });
  it('never leaves the row, whatever is pressed', () => {
    const arrows = fc.array(fc.constantFrom('ArrowLeft', 'ArrowRight'));
    fc.assert(
      fc.property(arrows, fc.nat(4), fc.boolean(), (keys, buttons, rightToLeft) => {
        let at = -1;
        for (const key of keys) {
          at = partAfter(key, at, buttons, rightToLeft) ?? Number.NaN;
          expect(at >= -1 && at < buttons).toBe(true);
        }
      }),
    );
  });
});

describe('the menu of a row', () => {
  it.each([
    ['.', false, true],
    ['F10', true, true],
    ['ContextMenu', false, true],
    ['F10', false, false],
    ['Enter', false, false],
  ])('%s (Shift: %s) opens it: %s', (key, shiftKey, opens) => {
    expect(opensMenu({ key, shiftKey })).toBe(opens);
  });

  it('has a letter for everything but a loss', () => {
    const items = [{ label: 'Open' }, { label: 'Copy text' }, { label: 'Move to trash', danger: true }];
    expect(lettersOf(items)).toEqual(['O', 'C', undefined]);
  });
  it('gives no letter twice', () => {
    expect(lettersOf([{ label: 'Öffnen' }, { label: 'Text kopieren' }, { label: 'Teilen' }, { label: 't' }])).toEqual([
      'Ö',
      'T',
      'E',
      undefined,
    ]);
    fc.assert(
      fc.property(fc.array(fc.record({ label: fc.string({ unit: 'grapheme' }), danger: fc.boolean() })), (items) => {
        const given = lettersOf(items).filter((letter) => letter !== undefined);
        expect(new Set(given).size).toBe(given.length);
        items.forEach(({ danger }, at) => expect(danger && lettersOf(items)[at] !== undefined).toBe(false));
      }),
    );
  });
});
