import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { applied, patchOf, takenBack } from '../../src/items/index.ts';
import type { ManyChange } from '../../src/items/index.ts';
import { runs } from '../support/runs.ts';

const word = fc.constantFrom('home', 'work', 'travel', 'papers');
const body = fc.record(
  {
    kind: fc.constantFrom('note', 'login', 'of a later version'),
    title: fc.string(),
    favourite: fc.boolean(),
    tags: fc.uniqueArray(word),
    folder: fc.constantFrom('', 'A', 'A/B'),
    updatedAt: fc.nat(1_000),
    trashedAt: fc.nat(1_000),
    later: fc.jsonValue(),
  },
  { requiredKeys: ['kind', 'title', 'favourite', 'tags', 'updatedAt'] },
);
const change: fc.Arbitrary<ManyChange> = fc.oneof(
  fc.record({ do: fc.constantFrom('trash' as const, 'restore' as const) }),
  fc.record({ do: fc.constant('favourite' as const), on: fc.boolean() }),
  fc.record({ do: fc.constant('folder' as const), folder: fc.constantFrom('', 'A', 'C') }),
  fc.record({ do: fc.constantFrom('tag' as const, 'untag' as const), tag: word }),
);
const times = { numRuns: runs(300), seed: 11 };

describe('a change of many', () => {
  it('taken back at once leaves every item as it was, whatever else it holds', () => {
    fc.assert(
      fc.property(body, change, fc.nat(2_000), (before, does, now) => {
        const patch = patchOf(before, does, now);
        if (!patch) return;
        const after = applied(before, patch);
        expect(after).not.toEqual(before);
        expect(takenBack(after, patch, false)).toEqual(before);
      }),
      times,
    );
  });

  it('made twice changes nothing the second time', () => {
    fc.assert(
      fc.property(body, change, (before, does) => {
        const patch = patchOf(before, does, 5);
        if (patch) expect(patchOf(applied(before, patch), does, 6)).toBeUndefined();
      }),
      times,
    );
  });

  it('taken back after somebody else changed something keeps what they set', () => {
    fc.assert(
      fc.property(body, change, change, (before, does, theirs) => {
        const patch = patchOf(before, does, 5_000);
        if (!patch) return;
        const mine = applied(before, patch);
        const other = patchOf(mine, theirs, 6_000);
        if (!other) return;
        const back = takenBack(applied(mine, other), patch, true) as Record<string, unknown>;
        for (const [name, set] of Object.entries(other.after)) {
          if (!Array.isArray(set)) expect(back[name]).toEqual(set);
        }
        if (theirs.do === 'tag') expect(back['tags']).toContain(theirs.tag);
        if (theirs.do === 'untag' && does.do !== 'untag') expect(back['tags']).not.toContain(theirs.tag);
        const untouched = ['kind', 'title', 'later'] as const;
        for (const name of untouched) expect(back[name]).toEqual((before as Record<string, unknown>)[name]);
      }),
      times,
    );
  });

  it('counts as a change of content only where something was put elsewhere', () => {
    const item = { title: 'x', favourite: false, tags: [], updatedAt: 1 };
    const timeAfter = (does: ManyChange): unknown => patchOf(item, does, 9)?.after['updatedAt'];
    expect(timeAfter({ do: 'trash' })).toBeUndefined();
    expect(timeAfter({ do: 'favourite', on: true })).toBeUndefined();
    expect(timeAfter({ do: 'folder', folder: 'A' })).toBe(9);
    expect(timeAfter({ do: 'tag', tag: 'a' })).toBe(9);
    expect(patchOf(item, { do: 'folder', folder: '' }, 9)).toBeUndefined();
  });

  it('does not throw away again what was restored and then edited', () => {
    const item = { title: 'x', tags: [], updatedAt: 1, trashedAt: 3 };
    const patch = patchOf(item, { do: 'restore' }, 9);
    if (!patch) throw new Error('nothing to restore');
    const back = applied(item, patch);
    expect(takenBack({ ...back, title: 'edited' }, patch, true)).not.toHaveProperty('trashedAt');
    expect(takenBack(back, patch, false)).toEqual(item);
  });
});
