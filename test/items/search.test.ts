import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { newIndex, search, type Summary } from '../../src/items/index.ts';
import { fold } from '../../src/typed/index.ts';
import { someOf } from '../support/unicode.ts';
import { runs } from '../support/runs.ts';

let count = 0;
function row(title: string, detail = '', updatedAt = 0): Summary {
  return { id: `id-${String(count++)}`, revision: 1, kind: 'note', title, detail, favourite: false, updatedAt };
}

function titles(rows: Summary[], query: string): string[] {
  return search(newIndex(rows), query).map((summary) => summary.title);
}

describe('search', () => {
  test('puts the whole title first, then beginnings, words, insides and the rest', () => {
    const rows = [row('racecar'), row('My car'), row('Garage', 'car'), row('Carpet'), row('Car')];
    expect(titles(rows, 'car')).toEqual(['Car', 'Carpet', 'My car', 'racecar', 'Garage']);
  });

  test('counts the whole title also when it has several words', () => {
    expect(titles([row('wi fi', '', 1), row('Fi wi', '', 3), row('Wi fi cabin', '', 2)], 'wi  FI')[0]).toBe('wi fi');
  });

  test('puts the most recently changed first among equals', () => {
    expect(titles([row('Car a', '', 1), row('Car b', '', 3), row('Car c', '', 2)], 'car')).toEqual([
      'Car b',
      'Car c',
      'Car a',
    ]);
  });

  test('finds everything for an empty query, most recent first', () => {
    expect(titles([row('a', '', 1), row('b', '', 2)], '  ')).toEqual(['b', 'a']);
    expect(titles([], 'x')).toEqual([]);
  });

  test('wants every word, in any order and any field', () => {
    const rows = [row('Wi-Fi at the cabin'), row('Cabin', 'wi-fi'), row('Cabin'), row('Wi-Fi')];
    expect(titles(rows, 'cabin WI-FI').sort()).toEqual(['Cabin', 'Wi-Fi at the cabin']);
  });

  test('never matches across two fields or two items', () => {
    expect(titles([row('ab', 'cd'), row('ef', 'gh')], 'bc')).toEqual([]);
    expect(titles([row('ab', 'cd'), row('ef', 'gh')], 'de')).toEqual([]);
  });

  test.each([
    ['Zürich', 'zurich'],
    ['Zurich', 'ZÜRICH'],
    ['Straße', 'strasse'],
    ['STRASSE', 'straße'],
    ['Søren', 'soren'],
    ['Łódź', 'lodz'],
    ['İstanbul', 'istanbul'],
    ['ΟΔΟΣ', 'οδος'],
    ['Cafe\u0301', 'café'],
    ['ﬁle', 'file'],
    ['ＡＢＣ', 'abc'],
    ["don't", 'don’t'],
    ['don’t', "don't"],
    ['donʼt', 'don`t'],
    ['“quoted”', '"quoted"'],
    ['«quoted»', '"quoted"'],
    ['Wi‑Fi', 'wi-fi'],
    ['wi–fi', 'wi-fi'],
    ['2−1', '2-1'],
    ['soft\u00adhyphen', 'softhyphen'],
    ['zero\u200bwidth', 'zerowidth'],
    ['\u2068isolated\u2069', 'isolated'],
    ['مُحَمَّد', 'محمد'],
    ['آمن', 'امن'],
    ['أحمد', 'احمد'],
    ['محـــمد', 'محمد'],
    ['علی', 'علي'],
    ['کتاب', 'كتاب'],
    ['مدرسة', 'مدرسه'],
    ['שָׁלוֹם', 'שלום'],
    ['a\u20d7b', 'ab'],
    ['й', 'и'],
  ])('finds %s by %s', (title, query) => {
    expect(titles([row('other'), row(title)], query)).toEqual([title]);
  });

  test('keeps apart what marks keep apart outside alphabets', () => {
    expect(titles([row('か'), row('が')], 'か')).toEqual(['か', 'が']);
    expect(titles([row('か'), row('が')], 'が')).toEqual(['が']);
  });

  test('ranks like a plain reading of the rules', () => {
    const text = fc.array(fc.constantFrom('a', 'b', 'ab', ' ', '-', 'É', 'e', 'ß', 'ss', 'Σ', '😀', '1'), {
      maxLength: 8,
    });
    const words = text.map((parts) => parts.join(''));
    const rows = fc.array(fc.record({ title: words, detail: words, updatedAt: fc.nat(5) }), { maxLength: 12 });
    fc.assert(
      fc.property(rows, words, (given, query) => {
        const all = given.map(({ title, detail, updatedAt }) => row(title, detail, updatedAt));
        expect(search(newIndex(all), query).map(({ id }) => id)).toEqual(naive(all, query).map(({ id }) => id));
      }),
      { numRuns: runs(300), seed: 7 },
    );
  });
});

test('folding neither makes nor eats line breaks, and lower-case ASCII stays', () => {
  const rows = fc.array(someOf(/^[^\p{Cs}\p{Co}\p{Cn}]$/u, 0, 8), { maxLength: 4 });
  fc.assert(
    fc.property(rows, (lines) => {
      const text = lines.join('\n');
      expect(fold(text).split('\n')).toHaveLength(text.split('\n').length);
    }),
    { numRuns: runs(100) },
  );
  expect(fold('wi-fi "at" the cabin\'s')).toBe('wi-fi "at" the cabin\'s');
});

function plain(text: string): string {
  return text
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[\u0300-\u036f]/g, '')
    .replaceAll('ß', 'ss')
    .replaceAll('ς', 'σ');
}

function naive(rows: Summary[], query: string): Summary[] {
  const words = plain(query).split(/\s+/).filter(Boolean);
  const found = rows.filter((r) =>
    words.every((word) => plain(r.title).includes(word) || plain(r.detail).includes(word)),
  );
  const rank = (r: Summary): number => {
    const title = plain(r.title);
    if (words.length === 0 || title === words.join(' ')) return 0;
    return Math.max(
      ...words.map((word) => {
        if (title.startsWith(word)) return 1;
        if (title.split(/[^\p{L}\p{N}]+/u).some((part) => part.startsWith(word))) return 2;
        for (let i = 1; i < title.length; i++) {
          if (title.startsWith(word, i) && /[^\p{L}\p{N}]/u.test(title.charAt(i - 1))) return 2;
        }
        return title.includes(word) ? 3 : 4;
      }),
    );
  };
  return found.sort((a, b) => rank(a) - rank(b) || b.updatedAt - a.updatedAt || (a.id < b.id ? -1 : 1));
}
