import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { placeBeside, sideFor } from '../../../src/content/frames/menu-place.ts';
import { runs } from '../../support/runs.ts';

const size = { width: 300, height: 232 };
const view = { width: 1_000, height: 700 };
const box = (left: number, top: number, width: number, height: number) => ({
  left,
  top,
  right: left + width,
  bottom: top + height,
});

describe('the menu beside a form', () => {
  it.each([
    ['at its end', box(40, 100, 320, 200), false, 'end'],
    ['at its end, right to left', box(640, 100, 320, 200), true, 'end'],
    ['at its start, where there is no room at its end', box(640, 100, 320, 200), false, 'start'],
    ['below it, where it is wide', box(20, 20, 960, 200), false, 'below'],
    ['nowhere, where it is as large as the window', box(20, 20, 960, 640), false, undefined],
  ] as const)('stands %s', (_, form, isRightToLeft, side) => {
    expect(sideFor(form, size, view, isRightToLeft)).toBe(side);
  });

  it('never covers anything of its form, and is seen whole, wherever its field is', () => {
    const forms = fc.record({
      form: fc
        .tuple(
          fc.integer({ min: 0, max: 900 }),
          fc.integer({ min: 0, max: 600 }),
          fc.integer({ min: 20, max: 900 }),
          fc.integer({ min: 20, max: 600 }),
        )
        .map((sides) => box(...sides)),
      at: fc.double({ min: 0, max: 1, noNaN: true }),
      isRightToLeft: fc.boolean(),
    });
    let placed = 0;
    fc.assert(
      fc.property(forms, ({ form, at, isRightToLeft }) => {
        const side = sideFor(form, size, view, isRightToLeft);
        if (!side) return;
        placed += 1;
        const top = form.top + at * (form.bottom - form.top);
        const field = { ...form, top, bottom: top + 20 };
        const { left, top: y } = placeBeside(side, form, field, size, view, isRightToLeft);
        const menu = box(left, y, size.width, size.height);
        expect(menu.left >= 0 && menu.top >= 0 && menu.right <= view.width && menu.bottom <= view.height).toBe(true);
        expect(menu.right <= form.left || menu.left >= form.right || menu.top >= form.bottom).toBe(true);
      }),
      { numRuns: runs(500) },
    );
    expect(placed).toBeGreaterThan(20);
  });
});
