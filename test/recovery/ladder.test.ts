import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ladderOf } from '../../src/recovery/index.ts';
import type { Standing } from '../../src/recovery/index.ts';

const none = { password: 0, passkey: 0, phrase: 0 };
const at = (standing: Partial<Standing>): Standing => ({ isAtStore: true, ways: none, otherBrowsers: 0, ...standing });
const states = (standing: Standing) =>
  Object.fromEntries(ladderOf(standing).rows.map(({ rung, state }) => [rung, state]));

describe('the ladder', () => {
  it('has four levels, and each way back on one of them', () => {
    const { rows } = ladderOf(at({}));
    expect(rows.map(({ rung, level }) => [rung, level])).toEqual([
      ['password', 1],
      ['second-factor', 2],
      ['passkey', 2],
      ['phrase', 2],
      ['browser', 2],
      ['answers', 3],
      ['trustees', 3],
      ['organisation', 4],
    ]);
  });

  it('counts nothing of a vault that lies in one browser only', () => {
    const ways = { password: 1, passkey: 2, phrase: 1 };
    const here = at({ isAtStore: false, ways });
    expect(ladderOf(here)).toMatchObject({ verdict: 'here', independent: 0 });
    expect(states(here)).toMatchObject({ password: 'here', passkey: 'here', phrase: 'here', browser: 'needs-store' });
    // The same at a store leads in.
    expect(ladderOf(at({ ways }))).toMatchObject({ verdict: 'more', independent: 3 });
  });

  it('counts what signs in by the word of the store, and what the vault has where it says nothing', () => {
    const ways = { password: 1, passkey: 1, phrase: 0 };
    const told = at({ ways, signsIn: { password: 1, passkey: 0, phrase: 0 } });
    expect(ladderOf(told)).toMatchObject({ verdict: 'one', independent: 1 });
    expect(states(told)).toMatchObject({ 'second-factor': 'set', passkey: 'here', phrase: 'missing' });
    expect(ladderOf(at({ ways }))).toMatchObject({ verdict: 'more', independent: 2 });
  });

  it('takes two passkeys for one way, and a way of the store that opens nothing for none', () => {
    expect(ladderOf(at({ ways: { ...none, passkey: 2 } })).independent).toBe(1);
    const lied = at({ signsIn: { password: 1, passkey: 3, phrase: 1 } });
    expect(ladderOf(lied)).toMatchObject({ verdict: 'none', independent: 0 });
  });

  it('takes trusted people for a way only once enough of them have confirmed their shares', () => {
    const chosen = (held: number) => at({ trustees: { held, needed: 2 } });
    for (const held of [0, 1]) {
      expect(states(chosen(held))).toMatchObject({ trustees: 'waiting' });
      expect(ladderOf(chosen(held))).toMatchObject({ verdict: 'none', independent: 0 });
      expect(ladderOf(chosen(held)).rows).toContainEqual(
        expect.objectContaining({ rung: 'trustees', confirmed: { held, needed: 2 } }),
      );
    }
    for (const held of [2, 3]) expect(ladderOf(chosen(held))).toMatchObject({ verdict: 'one', independent: 1 });
    expect(ladderOf({ ...chosen(3), isAtStore: false })).toMatchObject({ verdict: 'here', independent: 0 });
  });

  it('takes nothing for a way of which this store has nothing', () => {
    const moved = at({ answers: 'lapsed', trustees: 'lapsed', organisation: 'lapsed' });
    expect(states(moved)).toMatchObject({ answers: 'lapsed', trustees: 'lapsed', organisation: 'lapsed' });
    expect(ladderOf(moved)).toMatchObject({ verdict: 'none', independent: 0 });
  });

  it('never says yes where no way is set, nor by more ways than there are', () => {
    const counts = fc.record({ password: fc.nat(1), passkey: fc.nat(3), phrase: fc.nat(2) });
    const any = fc.record({
      isAtStore: fc.boolean(),
      ways: counts,
      signsIn: fc.option(counts, { nil: undefined }),
      otherBrowsers: fc.nat(3),
    });
    fc.assert(
      fc.property(any, (standing) => {
        const { rows, independent, verdict } = ladderOf(standing);
        const set = rows.filter(({ state }) => state === 'set').map(({ rung }) => rung);
        expect(set.length).toBe(independent);
        expect(['one', 'more'].includes(verdict)).toBe(set.length > 0);
        if (!standing.isAtStore) expect(set).toEqual([]);
        if (set.includes('phrase')) expect(standing.ways.phrase).toBeGreaterThan(0);
        if (set.includes('browser')) expect(standing.otherBrowsers).toBeGreaterThan(0);
      }),
    );
  });
});
