import { beforeEach, describe, expect, it } from 'vitest';
import { Badge } from '../../../src/background/items/badge.ts';
import { button } from '../../../src/background/items/button.ts';
import { Machine } from '../support/parts.ts';
import { windows } from '../support/windows.ts';
import type { Ask } from '../support/windows.ts';

const url = 'https://example.com/';
const alarm = { text: '!', title: 'actionAlarm' };

describe('the button, where somebody asks for the vault', () => {
  /** What stands on it, for each tab. */
  const shown = new Map<number, { text: string; title: string }>();
  let ask: Ask;
  let badge: Badge;
  let isAlarmed: boolean;

  beforeEach(async () => {
    shown.clear();
    isAlarmed = true;
    const parts = new Machine().background();
    ask = windows(parts);
    const written = button({
      ...parts,
      write: (tab, writing) => Promise.resolve(void shown.set(tab, writing)),
      writeAll: (writing) => {
        for (const tab of [1, 2]) shown.set(tab, writing);
        return Promise.resolve();
      },
    });
    badge = new Badge(
      parts.session,
      {
        count: () => Promise.resolve(3),
        isOffering: () => Promise.resolve(false),
        isAlarmed: () => Promise.resolve(isAlarmed),
      },
      { inFront: () => Promise.resolve([{ id: 1, url }]), ...written, watch: () => {} },
    );
    await ask('vault.create', { password: 'a long enough password', deviceName: 'Test' });
  });

  /** In every tab at once, as after a lock, and in one that comes to the front. */
  async function look(): Promise<void> {
    await badge.lookAgain();
    await badge.look({ id: 3 });
  }

  it('says so before any number, open and locked', async () => {
    await badge.lookAgain();
    expect(shown.get(1)).toEqual(alarm);
    await ask('lock', {});
    await look();
    expect([...shown]).toEqual([1, 2, 3].map((tab) => [tab, alarm]));
    isAlarmed = false;
    await look();
    expect([...shown]).toEqual([1, 2, 3].map((tab) => [tab, { text: '', title: 'actionLocked' }]));
  });

  it('is a calculator while the disguise hides us, and says so again once that is off', async () => {
    await ask('disguise.put', { calculation: '17*3+4' });
    // What is open is not hidden.
    await badge.lookAgain();
    expect(shown.get(1)).toEqual(alarm);
    await ask('lock', {});
    await look();
    expect([...shown]).toEqual([1, 2, 3].map((tab) => [tab, { text: '', title: 'calculatorTitle' }]));
    await ask('unlock.password', { password: 'a long enough password' });
    await ask('disguise.end', {});
    await ask('lock', {});
    await look();
    expect([...shown]).toEqual([1, 2, 3].map((tab) => [tab, alarm]));
  });
});
