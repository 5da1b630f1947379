import { describe, expect, it } from 'vitest';
import { newMoves } from '../../../src/content/frames/moves.ts';
import type { Place } from '../../../src/content/frames/moves.ts';

const place = { left: 100, top: 50, width: 380, height: 236 };

/** What is told of each of these places, one after another, after `place`. */
function tell(changes: readonly Partial<Place>[]): boolean[] {
  const isMoved = newMoves();
  isMoved(place);
  return changes.map((change) => isMoved({ ...place, ...change }));
}

describe('a frame in a page', () => {
  it('is told its first place', () => {
    expect(newMoves()(place)).toBe(true);
  });

  it('is not moved by what jitters, for however long', () => {
    const jitter = [{ left: 100.4 }, { left: 99, top: 51 }, { left: 102, top: 48, width: 381, height: 234 }, {}];
    expect(tell([...jitter, ...jitter, ...jitter])).not.toContain(true);
  });

  it.each(['left', 'top', 'width', 'height'] as const)('is moved by more than two pixels: %s', (side) => {
    expect(tell([{ [side]: place[side] + 2.01 }])).toEqual([true]);
    expect(tell([{ [side]: place[side] - 2.01 }])).toEqual([true]);
  });

  it('is moved by what is no number', () => {
    expect(tell([{ top: Number.NaN }])).toEqual([true]);
  });

  it('is moved by what creeps, again and again', () => {
    const creeping = Array.from({ length: 30 }, (_, step) => ({ top: place.top + (step + 1) / 2 }));
    expect(tell(creeping).filter(Boolean)).toHaveLength(6);
  });

  it('is moved by what goes away slowly and jumps back', () => {
    expect(tell([{ left: 102 }, { left: 103 }, { left: 101 }, { left: 100 }])).toEqual([false, true, false, true]);
  });
});
