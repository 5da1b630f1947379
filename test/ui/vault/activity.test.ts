import { describe, expect, it } from 'vitest';
import '../browser.ts';
import type { OwnDeed, StoreDeed } from '../../../src/rpc/index.ts';
import { activityLines } from '../../../src/ui/vault/settings/activity-words.ts';
import { dateAndTime } from '../../../src/ui/kit/words.ts';

const day = 86_400_000;
const noon = Date.UTC(2026, 10, 22, 12);

const told = (entry: Partial<StoreDeed>): StoreDeed => ({
  what: 'signed-in',
  since: noon,
  at: noon,
  count: 1,
  current: false,
  ...entry,
});

describe('the lines of the activity', () => {
  it('are the vault’s and the store’s, the newest first, each with whose word it is', () => {
    const deeds: OwnDeed[] = [
      { what: 'way-removed', about: 'Passkey', by: 'Laptop', at: noon + 2 * day },
      { what: 'codes-renewed', by: 'Office', at: noon },
    ];
    const lines = activityLines(deeds, [
      told({ at: noon + day, what: 'signed-in-new', how: 'passkey', name: 'Tablet' }),
    ]);
    expect(lines.map(({ by, title, detail }) => [by, title, detail])).toEqual([
      ['vault', 'activityWayRemoved Passkey', `${dateAndTime(noon + 2 * day)} · Laptop`],
      ['store', 'activitySignedInNew', `${dateAndTime(noon + day)} · storeHowByPasskey · Tablet`],
      ['vault', 'activityCodes storeSessionUnnamed', `${dateAndTime(noon)} · Office`],
    ]);
  });

  it('say this browser’s own session by that, and nothing of one that has no name', () => {
    expect(activityLines([], [told({ current: true, name: 'Laptop' })])[0]?.detail).toContain('storeSessionThis');
    expect(activityLines([], [told({})])[0]?.detail).toBe(dateAndTime(noon));
  });

  it.each([
    ['password-refused', 1, 'activityPasswordRefused_one 1'],
    ['password-refused', 1_250, 'activityPasswordRefused_other 1,250'],
    ['second-refused', 2, 'activitySecondRefused_other 2'],
  ])('count refused tries: %s, %i', (what, count, title) => {
    const [line] = activityLines([], [told({ what, count, at: noon + 3_600_000 })]);
    expect(line).toMatchObject({ title, icon: 'alert' });
    expect(line?.detail).toBe(`activityBetween ${dateAndTime(noon)} ${dateAndTime(noon + 3_600_000)}`);
  });

  it('take what only a later version knows, and a name that is none of ours', () => {
    const later = activityLines([{ what: 'constructor', by: '', at: 1 }], [told({ what: 'to-string', how: 'magic' })]);
    expect(later.map(({ title }) => title)).toEqual(['activityUnknown', 'activityUnknown storeSessionUnnamed']);
  });
});
