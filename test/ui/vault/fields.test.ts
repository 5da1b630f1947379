import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import type { CustomField, FieldHistory } from '../../../src/items/index.ts';
import { kinds, newItem } from '../../../src/items/index.ts';
import type { NoteItem } from '../../../src/items/index.ts';
import { isKnown, moved, putBack } from '../../../src/ui/vault/item/custom-fields.ts';
import { bringBack, removedFields, versionsOf } from '../../../src/ui/vault/item/versions.ts';
import { runs } from '../../support/runs.ts';

const field = (id: string, value = id): CustomField => ({ id, label: `label ${id}`, type: 'text', value });
const blank = { kind: 'note', title: 'Cabin', body: '', favourite: false, tags: [], folder: '', fields: [] } as const;
const [a, b, c] = [field('a'), field('b'), field('c')];

describe('fields that a person adds', () => {
  test.each([
    ['a', 1, ['b', 'a', 'c']],
    ['c', -1, ['a', 'c', 'b']],
    ['a', -1, ['a', 'b', 'c']],
    ['c', 1, ['a', 'b', 'c']],
    ['a', 9, ['b', 'c', 'a']],
    ['x', 1, ['a', 'b', 'c']],
  ])('%s moved by %i: %s', (id, by, order) => {
    expect(moved([a, b, c], id, by).map((each) => each.id)).toEqual(order);
  });

  it('come back where they were, once', () => {
    expect(putBack([a, c], b, 1)).toEqual([a, b, c]);
    expect(putBack([a, b, c], b, 1)).toEqual([a, b, c]);
    expect(putBack([], b, 7)).toEqual([b]);
  });

  it('are known by the types of this version', () => {
    expect(['text', 'hidden', 'boolean', 'date', 'totp', 'notes'].every(isKnown)).toBe(true);
    expect(['colour', '', 'toString'].some(isKnown)).toBe(false);
  });

  it('whatever is edited and removed can be brought back, from the item or its history', () => {
    const edits = fc.array(
      fc.array(fc.record({ id: fc.constantFrom('a', 'b', 'c'), value: fc.string({ minLength: 1 }) })),
      {
        minLength: 1,
        maxLength: 6,
      },
    );
    fc.assert(
      fc.property(edits, (steps) => {
        let item: NoteItem = newItem<NoteItem>(blank, 1);
        const stood = new Map<string, Set<string>>();
        let now = 1;
        for (const step of steps) {
          const fields = [...new Map(step.map(({ id, value }) => [id, field(id, value)])).values()];
          item = kinds.edit(item, { fields }, (now += 600_000));
          for (const { id, value } of fields) stood.set(id, (stood.get(id) ?? new Set()).add(value));
        }
        for (const [id, values] of stood) {
          const here = item.fields.find((each) => each.id === id);
          const former = versionsOf(item.history, `fields/${id}`);
          expect(new Set([...former.map(({ text }) => text), ...(here ? [here.value] : [])])).toEqual(values);
          for (const version of former) {
            const back = { ...item, ...bringBack(item, version) };
            expect(back.fields.filter((each) => each.id === id)).toEqual([version.value]);
          }
          if (!here) expect(removedFields(item, item.history).map((each) => each.field)).toContain(`fields/${id}`);
        }
      }),
      { numRuns: runs(100) },
    );
  });
});

describe('former values', () => {
  const entry = (name: string, value: unknown): FieldHistory => ({ field: name, value, until: 5 });

  it("are read newest first; what can't be read is left out", () => {
    const history = [
      entry('username', 'mira'),
      entry('password', 'old'),
      entry('password', 7),
      entry('password', 'newer'),
    ];
    expect(versionsOf(history, 'password').map(({ text }) => text)).toEqual(['newer', 'old']);
    expect(versionsOf(history)).toHaveLength(3);
  });

  it('of sites are their addresses, and come back with their rules', () => {
    const urls = [{ url: 'shop.example', match: 'domain' }];
    const [version] = versionsOf([entry('urls', urls)], 'urls');
    expect(version?.text).toBe('shop.example');
    expect(version && bringBack({ ...blank, fields: [] }, version)).toEqual({ urls });
  });
});
