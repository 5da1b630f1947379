import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Box } from '../../../src/content/marks/geometry.ts';
import { overlap } from '../../../src/content/marks/geometry.ts';
import { drawnIn, markArea, markSize, rowsOf, spotsOfField, spotsOfText } from '../../../src/content/marks/spots.ts';
import type { FieldSight } from '../../../src/content/marks/spots.ts';
import { runs } from '../../support/runs.ts';

const box = (left: number, top: number, right: number, bottom: number): Box => ({ left, top, right, bottom });

const anyBox = fc
  .tuple(fc.integer({ min: -400, max: 900 }), fc.integer({ min: -400, max: 600 }), fc.nat(900), fc.nat(1500))
  .map(([left, top, width, height]) => box(left, top, left + 24 + width, top + 12 + height));

/** A field of which everything is seen. */
const whole = (field: Box, isRightToLeft = false): FieldSight => ({
  whole: field,
  seen: field,
  inner: field,
  isRightToLeft,
});
const spotsOf = (sight: FieldSight): Box[] => spotsOfField(sight, rowsOf(sight.seen)).map(({ area }) => area);

describe('the places of a mark at a field', () => {
  it('are as large as a finger needs, and the drawing is in their middle', () => {
    const [area = box(0, 0, 0, 0)] = spotsOf(whole(box(100, 100, 400, 130)));
    expect([area.right - area.left, area.bottom - area.top]).toEqual([markArea, markArea]);
    expect(drawnIn(area)).toEqual(box(408, 106, 408 + markSize, 124));
  });

  it('outside never lie on the field', () => {
    fc.assert(
      fc.property(anyBox, fc.boolean(), (field, isRightToLeft) => {
        const sight = whole(field, isRightToLeft);
        const outside = spotsOfField(sight, rowsOf(field)).filter(({ inside }) => !inside);
        expect(outside).toHaveLength(2);
        for (const { area } of outside) expect(overlap(area, field)).toBe(false);
      }),
      { numRuns: runs(300) },
    );
  });

  it('inside lie wholly within what is seen of a higher field', () => {
    const tall = anyBox.filter(({ left, top, right, bottom }) => bottom - top > 64 && right - left > 40);
    fc.assert(
      fc.property(tall, fc.boolean(), (field, isRightToLeft) => {
        const inside = spotsOfField(whole(field, isRightToLeft), rowsOf(field)).filter((spot) => spot.inside);
        expect(inside.length).toBeGreaterThan(0);
        for (const { area } of inside) {
          expect(area.left).toBeGreaterThanOrEqual(field.left);
          expect(area.right).toBeLessThanOrEqual(field.right);
          expect(area.top).toBeGreaterThanOrEqual(field.top);
          expect(area.bottom).toBeLessThanOrEqual(field.bottom);
        }
      }),
      { numRuns: runs(300) },
    );
  });

  it('are first outside at the end, then above the end, then inside at the end of a line', () => {
    expect(spotsOf(whole(box(100, 100, 400, 130)))).toEqual([
      box(401, 99, 433, 131),
      box(368, 68, 400, 100),
      box(367, 99, 399, 131),
    ]);
  });

  it('are at the foot of a high field', () => {
    expect(spotsOf(whole(box(100, 100, 400, 400)))[0]).toEqual(box(401, 368, 433, 400));
  });

  it('are at the foot of what is seen of it', () => {
    const field = box(100, -800, 400, 1500);
    const areas = spotsOf({ ...whole(field), seen: box(100, 0, 400, 700) });
    expect(areas[0]).toEqual(box(401, 668, 433, 700));
    expect(areas[1]).toEqual(box(367, 668, 399, 700));
  });

  it('are not beside an end that is out of sight', () => {
    const areas = spotsOf({ ...whole(box(100, 100, 1400, 130)), seen: box(100, 100, 800, 130) });
    expect(areas[0]).toEqual(box(768, 68, 800, 100));
  });

  it('are on the other side where one writes from right to left', () => {
    expect(spotsOf(whole(box(100, 100, 400, 130), true))).toEqual([
      box(67, 99, 99, 131),
      box(100, 68, 132, 100),
      box(101, 99, 133, 131),
    ]);
  });

  it('leave out the corner by which a field is made larger', () => {
    const field = box(100, 100, 400, 400);
    const areas = spotsOf({ ...whole(field), inner: { ...field, bottom: 383 } });
    expect(Math.max(...areas.slice(2).map(({ bottom }) => bottom))).toBeLessThanOrEqual(383);
  });
});

describe('the places of a mark at a text', () => {
  const first = box(100, 100, 400, 118);
  const last = box(100, 118, 220, 136);
  const [behind, before, above, over] = spotsOfText([first, last], last).map(({ area }) => drawnIn(area));

  it('are behind its last line, before its first, above it, and at last on its own end', () => {
    expect(behind).toEqual(box(224, 118, 242, 136));
    expect(before).toEqual(box(78, 100, 96, 118));
    expect(above?.bottom).toBeLessThanOrEqual(100);
    expect(over).toEqual(box(202, 118, 220, 136));
  });
});
