import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { RowReader, separatorOf } from '../../src/transfer/rows.ts';
import type { Row } from '../../src/transfer/rows.ts';
import { runs } from '../support/runs.ts';

/** The rows of a text that arrives in pieces of this length. */
function rowsOf(text: string, piece = text.length + 1, separator = ','): Row[] {
  const reader = new RowReader(separator);
  const rows: Row[] = [];
  for (let at = 0; at === 0 || at < text.length; at += piece) {
    rows.push(...reader.push(text.slice(at, at + piece), at + piece >= text.length));
  }
  return rows;
}
const cellsOf = (text: string, piece?: number): unknown[] =>
  rowsOf(text, piece).map((row) => ('cells' in row ? row.cells : 'broken'));
const quoted = (cell: string): string => `"${cell.replaceAll('"', '""')}"`;

describe('a table', () => {
  it.each([
    [
      'a,b\nc,d',
      [
        ['a', 'b'],
        ['c', 'd'],
      ],
    ],
    [
      'a,b\r\nc,d\r\n',
      [
        ['a', 'b'],
        ['c', 'd'],
      ],
    ],
    [
      'a,b\rc,d\r',
      [
        ['a', 'b'],
        ['c', 'd'],
      ],
    ],
    [
      'a,\n,b',
      [
        ['a', ''],
        ['', 'b'],
      ],
    ],
    ['"a,b","c""d","e\nf"\ng', [['a,b', 'c"d', 'e\nf'], ['g']]],
    ['a"b,c', [['a"b', 'c']]],
    ['\n\na\n\n', [['a']]],
    ['""\nx', [['x']]],
    ['', []],
  ])('%j is read', (text, rows) => {
    expect(cellsOf(text)).toEqual(rows);
  });

  it('says its lines as an editor counts them, also behind cells of several lines', () => {
    expect(rowsOf('a\n\n"b\r\nc"\nd').map(({ line }) => line)).toEqual([1, 3, 5]);
  });

  it.each([
    ['a,"b\nc,d\ne,f', ['broken', ['c', 'd'], ['e', 'f']]],
    ['a,"b"x\nc,d', ['broken', ['c', 'd']]],
    ['a,b\n"c\n"d","e"\nf,g', [['a', 'b'], 'broken', ['d', 'e'], ['f', 'g']]],
    ['"', ['broken']],
  ])('%j loses the line whose quotation mark is missing, and no other', (text, rows) => {
    expect(cellsOf(text)).toEqual(rows);
  });

  it('is the same in pieces of any length, whatever it holds', () => {
    const cell = fc.string({ unit: fc.constantFrom('a', '"', ',', '\n', '\r', 'é', '𝒶', ' ') });
    const table = fc.array(fc.array(cell, { minLength: 1, maxLength: 4 }), { maxLength: 6 });
    fc.assert(
      fc.property(table, fc.integer({ min: 1, max: 9 }), fc.constantFrom('\n', '\r\n', '\r'), (rows, piece, end) => {
        const text = rows.map((cells) => cells.map(quoted).join(',')).join(end);
        expect(cellsOf(text, piece)).toEqual(rows.filter((cells) => cells.some((one) => one !== '')));
      }),
      { numRuns: runs(300) },
    );
  });

  it('of any text at all is read to its end, the same in pieces', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom('a', '"', ',', '\n', '\r') }),
        fc.integer({ min: 1, max: 5 }),
        (text, piece) => {
          expect(rowsOf(text, piece)).toEqual(rowsOf(text));
        },
      ),
      { numRuns: runs(300) },
    );
  });

  it('with a quotation mark that never closes is read in a time that grows with its length', () => {
    const lines = Array.from({ length: 200_000 }, (_, at) => `"a${String(at)}""`).join('\n');
    expect(rowsOf(lines, 1024 * 1024).length).toBeGreaterThan(0);
  });

  it.each([
    ['a,b,c', ','],
    ['a;b;c', ';'],
    ['a\tb', '\t'],
    ['"a;b;c",d', ','],
    ['a', ','],
  ])('%j parts its cells by %j', (line, separator) => {
    expect(separatorOf(line)).toBe(separator);
  });
});
