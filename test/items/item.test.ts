import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { kinds, MalformedItemError, UnknownKindError } from '../../src/items/index.ts';
import { runs } from '../support/runs.ts';

const note = {
  kind: 'note',
  title: 'Cabin',
  body: 'The key is under the stone',
  favourite: false,
  tags: ['home', 'wifi'],
  folder: '',
  fields: [],
  createdAt: 1,
  updatedAt: 2,
  history: [{ field: 'body', value: 'before', until: 2 }],
};

describe('parseItem', () => {
  test('reads a note', () => {
    expect(kinds.parse(note)).toEqual(note);
    expect(kinds.parse({ ...note, trashedAt: 5 })).toEqual({ ...note, trashedAt: 5 });
  });

  test('keeps what it does not know, also inside the history', () => {
    const later = { ...note, colour: { hue: 1 }, history: [{ field: 'body', value: 'b', until: 2, device: 'x' }] };
    expect(kinds.parse(later)).toEqual(later);
  });

  test.each([null, 1, 'note', [], undefined, { ...note, kind: undefined }])('refuses %j', (body) => {
    expect(() => kinds.parse(body)).toThrow(MalformedItemError);
  });

  test.each([
    ['title', 1],
    ['title', undefined],
    ['body', null],
    ['favourite', 'yes'],
    ['tags', 'home'],
    ['tags', [1]],
    ['createdAt', '1'],
    ['createdAt', -1],
    ['createdAt', 1.5],
    ['updatedAt', Number.NaN],
    ['updatedAt', 2 ** 60],
    ['trashedAt', null],
    ['history', {}],
    ['history', [null]],
    ['history', [{ field: 'body', until: 1 }]],
    ['history', [{ field: 1, value: '', until: 1 }]],
  ])('refuses %s: %j and names the field only', (field, value) => {
    const error = caught(() => kinds.parse({ ...note, [field]: value }));
    expect(error).toBeInstanceOf(MalformedItemError);
    expect((error as Error).message).not.toContain('stone');
  });

  test.each(['boat', 'constructor', '__proto__', 'toString'])('knows no kind %s', (kind) => {
    expect(() => kinds.parse({ ...note, kind })).toThrow(UnknownKindError);
  });

  test('whatever comes, it is an item with everything in it, or a typed error', () => {
    const field = fc.constantFrom(...Object.keys(note), 'trashedAt', 'colour', '__proto__');
    fc.assert(
      fc.property(fc.dictionary(field, fc.jsonValue()), (changes) => {
        const body: unknown = JSON.parse(JSON.stringify({ ...note, ...changes }));
        try {
          const item = kinds.parse(body);
          expect(JSON.parse(JSON.stringify(item))).toEqual(body);
          expect(kinds.parseSummary({ id: 'x', revision: 1, ...kinds.summarize(item) })).toMatchObject(
            kinds.summarize(item),
          );
        } catch (error) {
          if (!(error instanceof MalformedItemError) && !(error instanceof UnknownKindError)) throw error;
        }
      }),
      { numRuns: runs(200), seed: 11 },
    );
  });
});

describe('summarize', () => {
  test('carries nothing of the body, and nothing of the history', () => {
    const text = JSON.stringify(kinds.summarize(kinds.parse(note)));
    expect(text).not.toContain('stone');
    expect(text).not.toContain('before');
    expect(kinds.summarize(kinds.parse(note))).toEqual({
      kind: 'note',
      createdAt: 1,
      title: 'Cabin',
      detail: 'home, wifi',
      tags: ['home', 'wifi'],
      favourite: false,
      updatedAt: 2,
    });
  });

  test('stays small however long a title is', () => {
    expect(kinds.summarize(kinds.parse({ ...note, title: 'x'.repeat(10_000) })).title.length).toBe(500);
  });
});

describe('parseSummary', () => {
  test('reads what summarize wrote', () => {
    const entry = { id: 'x', revision: 3, ...kinds.summarize(kinds.parse({ ...note, trashedAt: 2 })) };
    expect(kinds.parseSummary(entry)).toEqual(entry);
    expect(kinds.parseSummary({ ...entry, kind: 'boat' })).toEqual({ ...entry, kind: 'later' });
  });

  test.each([null, {}, { id: 'x', revision: 1, kind: 'note', title: 't', detail: '', updatedAt: 1 }])(
    'refuses %j',
    (entry) => {
      expect(() => kinds.parseSummary(entry)).toThrow(MalformedItemError);
    },
  );
});

describe('summarizeRecord', () => {
  test('knows items, also of a later kind, and nothing else, without throwing', () => {
    expect(kinds.summarizeRecord('notes', note)).toEqual(kinds.summarize(kinds.parse(note)));
    expect(kinds.summarizeRecord('settings', note)).toBeNull();
    expect(kinds.summarizeRecord('notes', { ...note, kind: 'boat' })).toMatchObject({ kind: 'boat', title: 'Cabin' });
    expect(kinds.summarizeRecord('notes', { ...note, kind: '' })).toBeNull();
    expect(kinds.summarizeRecord('notes', { ...note, kind: 'boat', title: 1 })).toBeNull();
    expect(kinds.summarizeRecord('notes', null)).toBeNull();
  });
});

test('notes are sealed with the notes', () => {
  expect(kinds.domainOf('note')).toBe('notes');
  expect(kinds.domains).toEqual(['notes', 'logins']);
});

function caught(run: () => unknown): unknown {
  try {
    run();
  } catch (error) {
    return error;
  }
  return undefined;
}
