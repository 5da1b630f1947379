import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { believedTime, groupsIn, indexOf, putRows } from '../../../src/messaging/archive/index.ts';
import type { Group, MessageRow } from '../../../src/messaging/archive/index.ts';
import { runs } from '../../support/runs.ts';

const own = 'me';
const people = ['alice', 'bob', 'carol', 'mallory'];
const named = (account: string) => ({ account, identity: account });
const contactOf = ({ account, identity }: { account: string; identity: string }) =>
  people.includes(account) && identity === account ? account : undefined;

let count = 0;
/** `by` writes to `to` (and to us, unless we write). Times in minutes. */
function text(by: string, to: readonly string[], at: number, more: Partial<MessageRow> = {}): MessageRow {
  count += 1;
  const record = `r${String(count).padStart(4, '0')}`;
  const isOwn = by === own;
  return {
    ...{ kind: 'message', record, revision: 1, id: record, contact: isOwn ? (to[0] ?? '') : by, conversation: 'quay' },
    ...{ isOwn, at: at * 60_000, cameAt: at * 60_000, origin: '' },
    several: { by: named(by), to: [...to, ...(isOwn ? [] : [own])].map(named) },
    ...more,
  };
}

const groups = (rows: readonly MessageRow[]): readonly Group[] =>
  groupsIn(putRows(indexOf([]), rows).index, { own, contactOf });
const membersOf = ({ members }: Group): readonly string[] => members.map(({ key }) => key).toSorted();

describe('who is in a conversation', () => {
  it('is whoever the newest text of a member names, and each change is told by who made it', () => {
    const rows = [text('alice', ['bob'], 1), text(own, ['alice', 'bob', 'carol'], 2), text('carol', ['alice'], 3)];
    const [group, ...others] = groups(rows);
    expect(others).toEqual([]);
    expect(group && membersOf(group)).toEqual(['alice', 'carol']);
    expect(group?.news).toMatchObject([
      { by: undefined, added: [{ key: 'carol' }], removed: [] },
      { by: { key: 'carol' }, added: [], removed: [{ key: 'bob' }] },
    ]);
  });

  it('changes for nobody by a stranger who names it: he opens his own, whatever times he claims', () => {
    const real = [text('alice', ['bob'], 10), text('bob', ['alice'], 11)];
    for (const at of [1, 10, 100]) {
      const squat = text('mallory', ['alice', 'bob', 'carol'], at, { cameAt: 12 * 60_000 });
      const [first, second] = groups([...real, squat]).toSorted((one) => (one.id === 'quay' ? -1 : 1));
      expect(first && membersOf(first)).toEqual(['alice', 'bob']);
      expect(first?.texts).toHaveLength(2);
      expect(second).toMatchObject({ id: squat.record, texts: [squat] });
    }
  });

  it('is no business of who was left out: what he writes then stays his own, and names nobody in', () => {
    const rows = [
      text('alice', ['bob', 'mallory'], 1),
      text('alice', ['bob'], 2),
      text('mallory', ['alice', 'bob', 'carol'], 3),
      text('carol', ['alice', 'bob'], 4),
    ];
    const all = groups(rows);
    const group = all.find(({ id }) => id === 'quay');
    expect(group && membersOf(group)).toEqual(['alice', 'bob']);
    expect(group?.texts).toHaveLength(2);
    // Those whom he names have a conversation with him.
    expect(all).toHaveLength(2);
    // Control: let in again, he writes in it.
    const again = groups([...rows, text('bob', ['alice', 'mallory'], 5), text('mallory', ['alice', 'bob'], 6)]);
    expect(again.find(({ id }) => id === 'quay')?.texts).toHaveLength(4);
  });

  it('takes in what somebody wrote before the text that names them came', () => {
    const rows = [text('alice', ['bob'], 1), text('carol', ['alice', 'bob'], 2), text('alice', ['bob', 'carol'], 3)];
    const all = groups(rows);
    expect(all).toHaveLength(1);
    expect(all[0] && membersOf(all[0])).toEqual(['alice', 'bob', 'carol']);
  });

  it('goes by no clock that is days ahead, and by none that is days behind', () => {
    const day = 24 * 60;
    const ahead = text('bob', ['alice'], 2, { at: believedTime(5 * day * 60_000, 2 * 60_000) });
    const rows = [text('alice', ['bob', 'carol'], 1), ahead, text('alice', ['bob', 'carol'], 3)];
    expect(groups(rows)[0]?.members).toHaveLength(3);
    // Written long ago by its clock: it says nothing of who is in it now.
    const behind = text('bob', ['alice'], 4, { at: -5 * day * 60_000 });
    expect(groups([...rows, behind])[0]?.members).toHaveLength(3);
    expect(groups([...rows, text('bob', ['alice'], 4)])[0]?.members).toHaveLength(2);
  });

  it('whose members disagree about it is shown as it went: by whom each came and went', () => {
    const rows = [
      text('alice', ['bob'], 1),
      text('alice', ['bob', 'carol'], 2),
      text('bob', ['alice'], 3),
      text('alice', ['bob', 'carol'], 4),
    ];
    const [group] = groups(rows);
    expect(group?.news.map(({ by, added, removed }) => [by?.key, added.length, removed.length])).toEqual([
      ['alice', 1, 0],
      ['bob', 0, 1],
      ['alice', 1, 0],
    ]);
  });

  it('is the same for everybody who has the same texts, in whatever order they lie, and no text is in two or in none', () => {
    const someText = fc.tuple(
      fc.constantFrom(own, ...people),
      fc.uniqueArray(fc.constantFrom(...people), { minLength: 1 }),
      fc.nat(40),
      fc.nat(40),
    );
    fc.assert(
      fc.property(fc.array(someText, { maxLength: 25 }), fc.nat(), (written, seed) => {
        const rows = written.map(([by, to, at, cameAt]) =>
          text(by, to.filter((one) => one !== by).length > 0 ? to.filter((one) => one !== by) : ['bob', 'carol'], at, {
            cameAt: cameAt * 60_000,
          }),
        );
        const found = groups(rows);
        const shuffled = rows.toSorted((a, b) => ((a.at * 7 + seed) % 13) - ((b.at * 7 + seed) % 13));
        expect(groups(shuffled)).toEqual(found);
        const all = found.flatMap(({ texts }) => texts.map(({ record }) => record)).toSorted();
        expect(all).toEqual(rows.map(({ record }) => record).toSorted());
      }),
      { numRuns: runs(60) },
    );
  });
});
