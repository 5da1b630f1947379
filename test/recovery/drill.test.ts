import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { noted, postponed, readDrilled, remindsAt } from '../../src/recovery/index.ts';

const DAY = 24 * 60 * 60_000;
const start = Date.UTC(2026, 0, 1);
const time = fc.integer({ min: start, max: start + 1000 * DAY });

describe('the drill', () => {
  it('knows what was proven when, and forgets ways that are gone', () => {
    const first = noted(readDrilled(undefined, start), ['way/a', 'kit/a'], ['way/a', 'kit/a', 'way/b'], start);
    const second = noted(readDrilled(first, start + DAY), ['way/b'], ['way/a', 'way/b'], start + DAY);
    expect(readDrilled(second, start + DAY)).toEqual({ proven: { 'way/a': start, 'way/b': start + DAY } });
  });

  it('reads nothing from what is no record of it', () => {
    const junk = fc.anything().filter((body) => typeof body !== 'object' || body === null || !Object.keys(body).length);
    fc.assert(
      fc.property(junk, (body) => {
        expect(readDrilled(body, start)).toEqual({ proven: {} });
      }),
    );
    expect(readDrilled({ 'proven/x': 'yesterday', 'proven/y': -1, other: 5, later: '' }, start)).toEqual({
      proven: {},
    });
  });

  it('reminds half a year after the last proof, or after the vault was made', () => {
    expect(remindsAt({ proven: {} }, start)).toBe(start + 182 * DAY);
    expect(remindsAt({ proven: { a: start + DAY, b: start } }, start)).toBe(start + 183 * DAY);
  });

  it('waits two weeks more where somebody says so, and no longer; a proof ends that', () => {
    const late = start + 200 * DAY;
    const put = readDrilled(postponed({ proven: {} }, late), late);
    expect(remindsAt(put, start)).toBe(late + 14 * DAY);
    // A clock that went back meanwhile.
    expect(remindsAt(readDrilled(postponed({ proven: {} }, late), start), start)).toBe(start + 182 * DAY);
    expect(readDrilled(noted(put, ['a'], ['a'], late), late)).toEqual({ proven: { a: late } });
  });

  it('never takes a proof for one of the future, whatever the clocks did', () => {
    fc.assert(
      fc.property(time, time, (then, now) => {
        const { proven } = readDrilled(noted({ proven: {} }, ['a'], ['a'], then), now);
        expect(proven['a']).toBeLessThanOrEqual(now);
        expect(remindsAt({ proven }, start)).toBeLessThanOrEqual(now + 182 * DAY);
      }),
    );
  });
});
