import { beforeEach, describe, expect, it } from 'vitest';
import { pageHandlers } from '../../../src/background/pages/pages.ts';
import type { Parts } from '../../../src/background/parts.ts';
import { actions, content, Document } from '../support/document.ts';
import { Machine } from '../support/parts.ts';
import { windows } from '../support/windows.ts';
import type { Ask } from '../support/windows.ts';

const password = 'a long enough password';
const calculation = '17*3+4';
const minute = 60_000;

describe('the disguise', () => {
  let machine: Machine;
  let parts: Parts;
  let ask: Ask;

  beforeEach(async () => {
    machine = new Machine();
    parts = machine.background();
    ask = windows(parts);
    await ask('vault.create', { password, deviceName: 'Test' });
  });

  it('is off, and is put on by who has just proven a way in', async () => {
    expect(await ask('disguise.read', {})).toEqual({ isOn: false });
    await ask('lock', {});
    expect(await ask('status', {})).not.toHaveProperty('isHidden');
    await ask('unlock.password', { password });
    machine.now += 4 * minute;
    await ask('settings.read', {});
    machine.now += 2 * minute;
    await expect(ask('disguise.put', { calculation })).rejects.toMatchObject({ code: 'fresh-proof-needed' });
    await ask('unlock.password', { password });
    await ask('disguise.put', { calculation });
    expect(await ask('disguise.read', {})).toEqual({ isOn: true });
    // What is open needs no disguise.
    expect(await ask('status', {})).not.toHaveProperty('isHidden');
  });

  it('hides everything after a full lock, until the chosen calculation or a way in', async () => {
    await ask('disguise.put', { calculation });
    await ask('lock', {});
    expect(await ask('status', {})).toMatchObject({ lock: 'locked', isHidden: true });
    for (const wrong of ['17*3+5', '17*3', '', '17*3+4+0'].filter(Boolean)) {
      expect(await ask('disguise.try', { calculation: wrong })).toEqual({ opens: false });
    }
    expect(await ask('disguise.try', { calculation })).toEqual({ opens: true });
    // It opens no vault, and a way in works whatever was calculated.
    expect(await ask('status', {})).toMatchObject({ lock: 'locked' });
    await ask('unlock.password', { password });
    expect(await ask('status', {})).toMatchObject({ lock: 'unlocked' });
    await ask('disguise.end', {});
    await ask('lock', {});
    expect(await ask('status', {})).not.toHaveProperty('isHidden');
  });

  it('leaves no trace of what was calculated, and keeps the chosen one as a hash alone', async () => {
    await ask('disguise.put', { calculation });
    await ask('lock', {});
    const kept = () => JSON.stringify([...machine.local.values, ...machine.memory.values]);
    const before = kept();
    await ask('disguise.try', { calculation: '1+1+1' });
    await ask('disguise.try', { calculation });
    expect(kept()).toBe(before);
    expect(before).not.toContain(calculation);
  });

  it('survives the background, and a full lock by time', async () => {
    await ask('disguise.put', { calculation });
    machine.now += 16 * minute;
    ask = windows(machine.background());
    expect(await ask('status', {})).toMatchObject({ lock: 'locked', isHidden: true });
    expect(await ask('disguise.try', { calculation })).toEqual({ opens: true });
  });

  it('opens no frame in a page', async () => {
    const document = new Document();
    const pages = pageHandlers(parts, actions(document));
    const offer = () => pages['page.offer']({ page: document.page, kind: 'compose' }, content);
    await ask('disguise.put', { calculation });
    expect(await offer()).toHaveProperty('ticket');
    await ask('lock', {});
    await expect(offer()).rejects.toMatchObject({ code: 'ticket-gone' });
    await ask('unlock.password', { password });
    await ask('disguise.end', {});
    await ask('lock', {});
    expect(await offer()).toHaveProperty('ticket');
  });
});
