import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  chosenIds,
  nothingChosen,
  settled,
  stretched,
  toggled,
  withMore,
  without,
} from '../../../src/ui/vault/list/choice.ts';
import type { Choice } from '../../../src/ui/vault/list/choice.ts';
import { runs } from '../../support/runs.ts';

const list = Array.from({ length: 12 }, (_, at) => `item ${String(at)}`);
const idAt = (index: number): string => list[index] as string;
/** The stretch between two places, as the list gives it. */
const between = (a: number, b: number): string[] => list.slice(Math.min(a, b), Math.max(a, b) + 1);

const place = fc.nat(list.length - 1);
type Step = { readonly do: 'toggle' | 'stretch' | 'gone'; readonly at: number } | { readonly do: 'settle' | 'all' };
const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 4, arbitrary: fc.record({ do: fc.constantFrom('toggle' as const, 'stretch' as const), at: place }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('gone' as const), at: place }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constantFrom('settle' as const, 'all' as const) }) },
);

function done(choice: Choice, does: Step): Choice {
  switch (does.do) {
    case 'toggle':
      return toggled(choice, { id: idAt(does.at), index: does.at });
    case 'stretch': {
      const begin = choice.anchor ?? { id: idAt(does.at), index: does.at };
      return stretched(choice, between(begin.index, does.at), begin);
    }
    case 'gone':
      return without(choice, [idAt(does.at)]);
    case 'settle':
      return settled(choice);
    case 'all':
      return withMore(choice, list);
  }
}

/** The same over marks: what was chosen when the stretch began, and where it began. */
class Model {
  marks = new Set<number>();
  kept = new Set<number>();
  anchor: number | undefined;

  do(does: Step): void {
    if (does.do === 'toggle') {
      if (!this.marks.delete(does.at)) this.marks.add(does.at);
      this.#begin(does.at);
    } else if (does.do === 'stretch') {
      this.anchor ??= does.at;
      const stretch = between(this.anchor, does.at).map((id) => list.indexOf(id));
      this.marks = new Set([...this.kept, ...stretch]);
    } else if (does.do === 'gone') {
      this.marks.delete(does.at);
      this.kept.delete(does.at);
      if (this.anchor === does.at) this.anchor = undefined;
    } else if (does.do === 'settle') this.#begin(undefined);
    else {
      this.marks = new Set(list.keys());
      this.kept = new Set(this.marks);
    }
  }

  #begin(anchor: number | undefined): void {
    this.kept = new Set(this.marks);
    this.anchor = anchor;
  }
}

describe('what is chosen', () => {
  it('is what a list of marks would say, whatever is done in whatever order', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 20 }), (steps) => {
        const model = new Model();
        let choice = nothingChosen;
        for (const does of steps) {
          choice = done(choice, does);
          model.do(does);
          expect([...chosenIds(choice)].toSorted()).toEqual([...model.marks].map(idAt).toSorted());
        }
      }),
      { numRuns: runs(300), seed: 5 },
    );
  });

  it('draws a stretch anew from where it began, and keeps what was chosen before', () => {
    const one = toggled(nothingChosen, { id: idAt(9), index: 9 });
    const next = toggled(one, { id: idAt(3), index: 3 });
    const down = stretched(next, between(3, 6), { id: idAt(3), index: 3 });
    expect([...chosenIds(down)]).toEqual([9, 3, 4, 5, 6].map(idAt));
    const up = stretched(down, between(3, 1), { id: idAt(3), index: 3 });
    expect([...chosenIds(up)].toSorted()).toEqual([1, 2, 3, 9].map(idAt));
  });
});
