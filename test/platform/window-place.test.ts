import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { placeWindow } from '../../src/platform/browser/window-place.ts';

const content = { width: 500, height: 600 };
const frame = { width: 2, height: 38 };

describe('where a small window goes', () => {
  it('is the middle of the working area, with room for its content and frame', () => {
    const area = { left: 60, top: 30, width: 1860, height: 1050 };
    expect(placeWindow(content, frame, area)).toEqual({ left: 739, top: 236, width: 502, height: 638 });
  });
  it('is all of a smaller screen', () => {
    const area = { left: 0, top: 24, width: 480, height: 560 };
    expect(placeWindow(content, frame, area)).toEqual(area);
  });
  it('is never smaller than its content for a frame that a browser tells wrongly', () => {
    const area = { left: 0, top: 0, width: 1280, height: 800 };
    expect(placeWindow(content, { width: -500, height: -600 }, area)).toMatchObject(content);
  });
  it('is always inside the working area', () => {
    const side = fc.integer({ min: 1, max: 4000 });
    const size = fc.record({ width: side, height: side });
    const offset = fc.integer({ min: -4000, max: 4000 });
    fc.assert(
      fc.property(size, size, size, offset, offset, (wanted, around, { width, height }, left, top) => {
        const placed = placeWindow(wanted, around, { left, top, width, height });
        expect(placed.left).toBeGreaterThanOrEqual(left);
        expect(placed.top).toBeGreaterThanOrEqual(top);
        expect(placed.left + placed.width).toBeLessThanOrEqual(left + width + 1);
        expect(placed.top + placed.height).toBeLessThanOrEqual(top + height + 1);
      }),
    );
  });
});
