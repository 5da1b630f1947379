import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { placeInCorner } from '../../../src/content/frames/corner.ts';
import { runs } from '../../support/runs.ts';

const size = { width: 372, height: 204 };
const view = { width: 1000, height: 760 };

describe('the corner of an offer', () => {
  it.each([
    ['top-end', false, { left: 616, top: 12 }],
    ['top-start', false, { left: 12, top: 12 }],
    ['bottom-end', false, { left: 616, top: 544 }],
    ['bottom-start', true, { left: 616, top: 544 }],
    ['top-end', true, { left: 12, top: 12 }],
  ] as const)('%s, right to left: %s', (corner, isRightToLeft, place) => {
    expect(placeInCorner(corner, size, view, isRightToLeft)).toEqual(place);
  });

  it('leaves an edge on both sides wherever there is room for that', () => {
    const side = fc.integer({ min: 100, max: 2_000 });
    const corner = fc.constantFrom(
      'top-end' as const,
      'top-start' as const,
      'bottom-end' as const,
      'bottom-start' as const,
    );
    fc.assert(
      fc.property(side, side, corner, fc.boolean(), (width, height, at, isRightToLeft) => {
        const seen = { width, height };
        const fitting = { width: Math.min(size.width, width - 16), height: Math.min(size.height, height - 16) };
        const { left, top } = placeInCorner(at, fitting, seen, isRightToLeft);
        expect(Math.min(left, top, width - left - fitting.width, height - top - fitting.height)).toBeGreaterThanOrEqual(
          8,
        );
      }),
      { numRuns: runs(200) },
    );
  });
});
