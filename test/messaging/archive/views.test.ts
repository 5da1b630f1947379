import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  claimsOf,
  conversationForms,
  conversationsIn,
  indexOf,
  isUnread,
  putRows,
  readUpTo,
  searchTexts,
  textsIn,
} from '../../../src/messaging/archive/index.ts';
import type { IndexRow, MessageIndex, MessageRow } from '../../../src/messaging/archive/index.ts';
import { runs } from '../../support/runs.ts';
import { someRow } from './some.ts';

const index = (rows: readonly IndexRow[]): MessageIndex => putRows(indexOf([]), rows).index;
const [alice, bob, talk] = ['alice', 'bob', 'talk'];
const text = (record: string, more: Partial<MessageRow> = {}): MessageRow => ({
  ...{ kind: 'message', record, revision: 1, id: record, contact: alice, conversation: talk },
  ...{ isOwn: false, at: 10, cameAt: 10, origin: '', text: 'hello' },
  ...more,
});

describe('conversations', () => {
  it('hold every text once, newest first, each with its unread ones', () => {
    fc.assert(
      fc.property(fc.array(someRow, { maxLength: 150 }), (rows) => {
        const made = index(rows);
        const views = conversationsIn(made);
        const texts = views.map((view) => textsIn(made, view));
        const held = [...new Map(rows.map((row) => [row.record, row])).values()];
        expect(texts.flat()).toHaveLength(held.filter(({ kind }) => kind === 'message').length);
        for (const [at, view] of views.entries()) {
          const own = texts[at] ?? [];
          expect(own[0]).toEqual(view.last);
          expect(own.map((row) => row.at)).toEqual(own.map((row) => row.at).toSorted((a, b) => b - a));
          expect(view.unread).toBe(own.filter((row) => isUnread(row, readUpTo(made, view))).length);
        }
        const newest = views.map(({ last }) => last.at);
        expect(newest).toEqual(newest.toSorted((a, b) => b - a));
      }),
      { numRuns: runs(60) },
    );
  });

  it('are told by id and contact: who names the conversation of two others opens one of their own', () => {
    const views = conversationsIn(index([text('1'), text('2', { contact: bob, at: 20 })]));
    expect(views.map(({ contact, last }) => [contact, last.record])).toEqual([
      [bob, '2'],
      [alice, '1'],
    ]);
  });

  it('are read as far as the mark says: what came later, also with an older time, is unread; own texts never are', () => {
    const mark: IndexRow = { kind: 'read', record: 'm', revision: 1, contact: alice, conversation: talk, upTo: 10 };
    const rows = [text('1'), text('2', { at: 1, cameAt: 11 }), text('3', { at: 30, cameAt: 30, isOwn: true })];
    expect(conversationsIn(index(rows))[0]?.unread).toBe(2);
    expect(conversationsIn(index([...rows, mark]))[0]?.unread).toBe(1);
    const nearer: IndexRow = { ...mark, record: 'n', upTo: 3 };
    for (const marks of [[mark, nearer] as const, [nearer, mark] as const]) {
      const made = index([...rows, ...marks]);
      expect(conversationsIn(made)[0]?.unread).toBe(1);
      expect(readUpTo(made, { contact: alice, conversation: talk })).toBe(10);
    }
  });
});

describe('a text’s id', () => {
  it('that two contacts claim is a conflict: both are there, and neither stands for the other', () => {
    const made = index([text('1', { id: 'x' }), text('2', { id: 'x', contact: bob }), text('3')]);
    expect(claimsOf(made, 'x').map(({ contact }) => contact)).toEqual([alice, bob]);
    expect(claimsOf(made, '3')).toHaveLength(1);
    expect(claimsOf(made, 'unknown')).toEqual([]);
  });
});

describe('search', () => {
  const made = index([
    text('1', { text: 'Grüße aus KÖLN', at: 1 }),
    text('2', { text: 'wir sind in Köln', at: 2 }),
    { ...text('3'), text: undefined } as unknown as MessageRow,
    text('4', { text: '5 < 6' }),
  ]);

  it('finds what a text contains, however it is written, newest first', () => {
    expect(searchTexts(made, 'koln').map(({ record }) => record)).toEqual(['2', '1']);
    expect(searchTexts(made, ' GRUSSE ').map(({ record }) => record)).toEqual(['1']);
    expect(searchTexts(made, 'GRÜSSE').map(({ record }) => record)).toEqual(['1']);
    expect(searchTexts(made, '< 6').map(({ record }) => record)).toEqual(['4']);
    expect(searchTexts(made, 'ö').map(({ record }) => record)).toEqual(['2', '1']);
  });

  it('finds nothing by nothing, and nothing that is not there', () => {
    expect(searchTexts(made, '')).toEqual([]);
    expect(searchTexts(made, '  ')).toEqual([]);
    expect(searchTexts(made, 'Bonn')).toEqual([]);
  });
});

describe('a conversation to be kept elsewhere', () => {
  const made = index([
    text('1', { at: 1_790_000_000_000, text: 'Hello' }),
    text('2', { at: 1_790_000_060_000, isOwn: true, origin: 'https://chat.example', text: 'Hi\nthere' }),
    { ...text('3', { at: 1_790_000_120_000 }), text: undefined } as unknown as MessageRow,
  ]);
  const rows = textsIn(made, { contact: alice, conversation: talk }).toReversed();
  const words = { own: 'Me', other: 'Alice', unseen: '(not seen)' };
  const written = (as: keyof typeof conversationForms): string => {
    const { begin, item, between, end } = conversationForms[as];
    return begin(words, 1_790_000_200_000) + rows.map((row) => item(row, words)).join(between) + end;
  };

  it('has time, name, page and words of each text', () => {
    expect(written('text')).toBe(
      [
        '2026-09-21 14:13:20 Alice\nHello\n',
        '2026-09-21 14:14:20 Me (https://chat.example)\nHi\nthere\n',
        '2026-09-21 14:15:20 Alice\n(not seen)\n',
      ].join('\n'),
    );
  });

  it('says the same to programs', () => {
    expect(JSON.parse(written('json'))).toEqual({
      ...{ latchkey: 'conversation', with: 'Alice', savedAt: '2026-09-21T14:16:40.000Z' },
      texts: [
        { id: rows[0]?.id, at: '2026-09-21T14:13:20.000Z', isOwn: false, origin: '', text: 'Hello' },
        ...[{ id: rows[1]?.id, at: '2026-09-21T14:14:20.000Z', isOwn: true, origin: 'https://chat.example' }].map(
          (one) => ({ ...one, text: 'Hi\nthere' }),
        ),
        { id: rows[2]?.id, at: '2026-09-21T14:15:20.000Z', isOwn: false, origin: '', text: null },
      ],
    });
  });
});
