import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Judged, Stage, Told } from '../../../src/background/save/judge.ts';
import { isToOffer, judged, settlesAfter } from '../../../src/background/save/judge.ts';
import { runs } from '../../support/runs.ts';

const at = 1_000_000;
const sending: Judged = { stage: 'sent', at };

function stageAfter(told: readonly Told[], after = 1_000): Stage {
  return told.reduce<Stage>((stage, one) => judged({ ...sending, stage }, one, at + after), 'sent');
}

const gone: Told = { told: 'gone' };
const failed: Told = { told: 'failed' };
const slow: Told = { told: 'slow' };
const away: Told = { told: 'next', sameForm: false };
const back: Told = { told: 'next', sameForm: true };

describe('a login that was sent', () => {
  it.each([
    ['its form went', [gone], 'taken'],
    ['its form went, and came back', [gone, failed], 'failed'],
    ['another page came', [away], 'taken'],
    ['the form came back on the next page', [back], 'failed'],
    ['ten pages came, none with the form', Array.from({ length: 10 }, () => away), 'taken'],
    ['it was refused, and somebody went elsewhere', [failed, away], 'failed'],
    ['it was refused, and taken at last', [failed, gone], 'taken'],
    ['nothing was to be seen, then another page came', [slow, away], 'taken'],
    ['it went, and was slow to say so', [gone, slow], 'taken'],
  ] as const)('%s', (_, told, stage) => {
    expect(stageAfter(told)).toBe(stage);
  });

  it('is not refused by a form of a later visit', () => {
    expect(stageAfter([away, back], 120_000)).toBe('taken');
  });

  it('is offered once it was taken, or nothing more was heard', () => {
    const offers = (stage: Stage, after: number): boolean => isToOffer({ ...sending, stage }, at + after);
    expect(offers('taken', 0)).toBe(true);
    expect([offers('sent', settlesAfter - 1), offers('sent', settlesAfter)]).toEqual([false, true]);
    expect([offers('slow', 60_000), offers('failed', 60_000)]).toEqual([false, false]);
  });

  it('is never offered after it was refused, until its form goes', () => {
    const told = fc.constantFrom<Told>(failed, slow, away, back);
    fc.assert(
      fc.property(fc.array(told), (all) => {
        const stage = stageAfter([failed, ...all]);
        expect(isToOffer({ ...sending, stage }, at + 1_000_000)).toBe(false);
      }),
      { numRuns: runs(100) },
    );
  });
});
