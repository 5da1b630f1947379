import { describe, expect, it } from 'vitest';
import { eraseBrowser, finishErasing } from '../../../src/background/account/index.ts';
import { exportedPieces } from '../support/plain.ts';
import { Life } from '../support/memory.ts';
import { Machine } from '../support/parts.ts';
import { Person } from '../support/person.ts';
import { windows } from '../support/windows.ts';

const password = 'correct horse battery staple';
const minute = 60_000;
const noSites = () => Promise.resolve();

/** A machine on which much is kept: a vault, a draft, settings, an import that waits, a typed login's key. */
async function used(machine = new Machine()): Promise<Machine> {
  const ask = windows(machine.background());
  await ask('vault.create', { password, deviceName: 'Here' });
  await ask('ways.addPhrase', { ...(await ask('ways.drawPhrase', {})), name: 'Paper' });
  await machine.local.of(new Life()).set('off', ['shop.example']);
  await ask('transfer.begin', { name: 'passwords.csv', report: { leftOut: [], reasons: {} } });
  return machine;
}

async function isBare(machine: Machine): Promise<boolean> {
  const isEmpty = machine.local.values.size === 0 && machine.memory.values.size === 0;
  return isEmpty && (await machine.database.read()) === undefined && machine.shelf.kept === undefined;
}

describe('removing this browser', () => {
  it('leaves nothing on the disk and in memory, and begins anew', async () => {
    const machine = await used();
    expect(await isBare(machine)).toBe(false);
    const ask = windows(machine.background());
    await ask('unlock.password', { password });
    await ask('account.eraseBrowser', {});
    expect(await isBare(machine)).toBe(true);
    expect(await ask('status', {})).toMatchObject({ vault: 'none', lock: 'locked' });
    await expect(ask('activity.own', {})).rejects.toMatchObject({ code: 'locked' });
    await ask('vault.create', { password: 'a later horse, other batteries', deviceName: 'Here again' });
    expect(await ask('activity.own', {})).toEqual([]);
  });

  it('takes a fresh proof', async () => {
    const machine = await used();
    const ask = windows(machine.background());
    await ask('unlock.password', { password });
    machine.now += 6 * minute;
    await expect(ask('account.eraseBrowser', {})).rejects.toMatchObject({ code: 'fresh-proof-needed' });
    await exportedPieces(ask, 'csv').catch(() => undefined);
    expect(await ask('status', {})).toMatchObject({ vault: 'present' });
  });

  it('killed at any step, is finished by the next start, or has not begun', async () => {
    const outcomes = new Set<boolean>();
    for (const after of [false, true]) {
      for (let last = 0, isDone = false; !isDone; last += 1) {
        const machine = await used();
        const life = new Life();
        const parts = machine.background(life);
        await windows(parts)('unlock.password', { password });
        life.end();
        const dying = machine.background(new Life(last, after));
        isDone = await eraseBrowser(dying, noSites).then(
          () => true,
          () => false,
        );
        const next = machine.background();
        await finishErasing(next, noSites);
        const exists = await next.keeper.exists();
        outcomes.add(exists);
        if (!exists) expect(await isBare(machine)).toBe(true);
        else await windows(next)('unlock.password', { password });
      }
    }
    expect(outcomes).toEqual(new Set([true, false]));
  });

  it('of a vault at a store ends its session there; the account stays, and opens elsewhere', async () => {
    const person = await Person.arrive();
    const first = await person.settledBrowser();
    await first.note('kept at the store');
    await first.settled();
    await first.ask('account.eraseBrowser', {});
    expect(await isBare(first.machine)).toBe(true);
    expect(await first.status()).toEqual({ connected: false });
    const second = await person.joinedBrowser();
    expect(await second.titles()).toEqual(['kept at the store']);
    expect(await second.ask('account.sessions', {})).toHaveLength(1);
  });

  it('works where the store does not answer', async () => {
    const person = await Person.arrive();
    const first = await person.settledBrowser();
    first.online = false;
    await first.ask('account.eraseBrowser', {});
    expect(await isBare(first.machine)).toBe(true);
  });
});
