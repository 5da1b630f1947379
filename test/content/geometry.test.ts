import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  fit,
  isInView,
  markArea,
  markSize,
  placeAtField,
  placeAtText,
  placeFrame,
  placeOver,
} from '../../src/content/geometry.ts';
import type { Box, Point } from '../../src/content/geometry.ts';
import { runs } from '../support/runs.ts';

const view = { width: 1000, height: 700 };

const anyBox = fc
  .tuple(fc.integer({ min: 0, max: 960 }), fc.integer({ min: 0, max: 660 }), fc.nat(400), fc.nat(300))
  .map(([left, top, width, height]): Box => {
    return { left, top, right: Math.min(1000, left + 24 + width), bottom: Math.min(700, top + 12 + height) };
  });

/** What of a mark is drawn; the rest of its area only takes presses. */
function drawn({ left, top }: Point): Box {
  const aside = (markArea - markSize) / 2;
  return {
    left: left + aside,
    top: top + aside,
    right: left + aside + markSize,
    bottom: top + aside + markSize,
  };
}

function overlap(one: Box, other: Box): boolean {
  return one.left < other.right && other.left < one.right && one.top < other.bottom && other.top < one.bottom;
}

describe('the mark of a field', () => {
  it('never covers the field, wherever that is', () => {
    fc.assert(
      fc.property(anyBox, (field) => {
        expect(overlap(drawn(placeAtField(field, view)), field)).toBe(false);
      }),
      { numRuns: runs(300) },
    );
  });

  it('stands beside a field where there is room, in the middle of a line', () => {
    const field = { left: 100, top: 100, right: 400, bottom: 130 };
    expect(drawn(placeAtField(field, view))).toEqual({ left: 404, top: 106, right: 422, bottom: 124 });
  });

  it('stands at the lower end of a high field', () => {
    const field = { left: 100, top: 100, right: 400, bottom: 400 };
    expect(placeAtField(field, view).top).toBe(368);
  });

  it('stands above a field that reaches the edge, and below one that reaches the top too', () => {
    expect(placeAtField({ left: 0, top: 300, right: 1000, bottom: 330 }, view)).toEqual({ left: 968, top: 268 });
    expect(placeAtField({ left: 0, top: 10, right: 1000, bottom: 330 }, view)).toEqual({ left: 968, top: 330 });
  });
});

describe('the mark of a text', () => {
  const first = { left: 100, top: 100, right: 400, bottom: 118 };
  const last = { left: 100, top: 118, right: 220, bottom: 136 };

  it('stands behind its end', () => {
    expect(drawn(placeAtText(first, last, undefined, view))).toMatchObject({ left: 224, top: 118 });
  });

  it('gives way to words that follow on the same line, not to those on the next', () => {
    const onSameLine = { left: 225, top: 118, right: 300, bottom: 136 };
    const onNextLine = { left: 100, top: 136, right: 300, bottom: 154 };
    expect(drawn(placeAtText(first, last, onSameLine, view))).toMatchObject({ right: 96, top: 100 });
    expect(drawn(placeAtText(first, last, onNextLine, view))).toMatchObject({ left: 224 });
  });

  it('stands above where there is room on neither side', () => {
    const line = { left: 4, top: 100, right: 996, bottom: 118 };
    expect(drawn(placeAtText(line, line, undefined, view)).bottom).toBeLessThanOrEqual(100);
  });
});

describe('a frame', () => {
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

it('tells what can be seen of a page', () => {
  expect(isInView({ left: 0, top: -20, right: 10, bottom: 1 }, view)).toBe(true);
  expect(isInView({ left: 0, top: -20, right: 10, bottom: 0 }, view)).toBe(false);
  expect(isInView({ left: 1000, top: 0, right: 1010, bottom: 10 }, view)).toBe(false);
});
