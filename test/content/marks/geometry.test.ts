import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fit, hasRoom, intersect, overlap, placeFrame, placeOver } from '../../../src/content/marks/geometry.ts';
import type { Box } from '../../../src/content/marks/geometry.ts';
import { runs } from '../../support/runs.ts';

const view = { width: 1000, height: 700 };

const anyBox = fc
  .tuple(fc.integer({ min: 0, max: 960 }), fc.integer({ min: 0, max: 660 }), fc.nat(400), fc.nat(300))
  .map(([left, top, width, height]): Box => {
    return { left, top, right: Math.min(1000, left + 24 + width), bottom: Math.min(700, top + 12 + height) };
  });

describe('a frame', () => {
  it.each([
    [{ width: 1000, height: 700 }, true],
    [{ width: 320, height: 256 }, true],
    // A comment field's own frame.
    [{ width: 420, height: 70 }, false],
    [{ width: 420, height: 183 }, false],
    [{ width: 420, height: 184 }, true],
    [{ width: 200, height: 700 }, false],
  ])('has room in a view of %o: %s', (view, has) => {
    expect(hasRoom({ width: 412, height: 252 }, view)).toBe(has);
  });

  it('is wholly seen, wherever its anchor is', () => {
    const anySize = fc.record({
      width: fc.integer({ min: 50, max: 2_000 }),
      height: fc.integer({ min: 50, max: 2_000 }),
    });
    fc.assert(
      fc.property(anyBox, anySize, fc.constantFrom(placeFrame, placeOver), (anchor, wanted, place) => {
        const size = fit(wanted, view);
        const { left, top } = place(anchor, size, view);
        expect(left).toBeGreaterThanOrEqual(8);
        expect(top).toBeGreaterThanOrEqual(8);
        expect(left + size.width).toBeLessThanOrEqual(992);
        expect(top + size.height).toBeLessThanOrEqual(692);
      }),
      { numRuns: runs(300) },
    );
  });

  it('stands below its field, or above it at the bottom of the page', () => {
    const size = { width: 380, height: 236 };
    expect(placeFrame({ left: 100, top: 100, right: 400, bottom: 130 }, size, view)).toEqual({ left: 100, top: 138 });
    expect(placeFrame({ left: 100, top: 600, right: 400, bottom: 630 }, size, view)).toEqual({ left: 100, top: 356 });
  });
});

describe('two boxes', () => {
  const one = { left: 0, top: 0, right: 10, bottom: 10 };

  it('have in common what lies in both', () => {
    expect(intersect(one, { left: 5, top: -5, right: 20, bottom: 5 })).toEqual({
      left: 5,
      top: 0,
      right: 10,
      bottom: 5,
    });
  });

  it('have nothing in common where they only touch', () => {
    const beside = { left: 10, top: 0, right: 20, bottom: 10 };
    expect(intersect(one, beside)).toBeUndefined();
    expect(overlap(one, beside)).toBe(false);
  });

  it('overlap exactly where they have something in common', () => {
    fc.assert(
      fc.property(anyBox, anyBox, (a, b) => {
        expect(overlap(a, b)).toBe(intersect(a, b) !== undefined);
      }),
      { numRuns: runs(300) },
    );
  });
});
