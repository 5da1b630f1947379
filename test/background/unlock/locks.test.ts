import { beforeEach, describe, expect, it } from 'vitest';
import type { Parts } from '../../../src/background/parts.ts';
import { Machine } from '../support/parts.ts';
import { windows } from '../support/windows.ts';
import type { Ask } from '../support/windows.ts';

const minute = 60_000;
const password = 'correct horse battery staple';

let machine: Machine;
let parts: Parts;
let ask: Ask;

async function made(): Promise<void> {
  await ask('vault.create', { password, deviceName: 'This browser' });
}

function restarted(): void {
  parts = machine.background();
  ask = windows(parts);
}

beforeEach(() => {
  machine = new Machine();
  restarted();
});

describe('lock times', () => {
  beforeEach(made);

  it('are five and fifteen minutes until somebody says otherwise', async () => {
    expect(await ask('settings.read', {})).toEqual({ lockMessagesAfter: 5, lockEverythingAfter: 15 });
  });

  it('count from now on, and outlive the background', async () => {
    await ask('settings.save', { lockMessagesAfter: 1, lockEverythingAfter: 2 });
    restarted();
    machine.now += 2 * minute;
    expect(await ask('status', {})).toMatchObject({ lock: 'locked', lockedBy: 'time' });
  });

  it('take a fresh proof to become longer, none to become shorter', async () => {
    machine.now += 4 * minute;
    await ask('about', {});
    machine.now += 4 * minute;
    await expect(ask('settings.save', { lockMessagesAfter: 5, lockEverythingAfter: 60 })).rejects.toMatchObject({
      code: 'fresh-proof-needed',
    });
    await ask('settings.save', { lockMessagesAfter: 3, lockEverythingAfter: 10 });
  });

  it('fall back to the usual ones when what is stored is nonsense', async () => {
    machine.local.values.set('lockTimes', '{"lockMessagesAfter":"never","lockEverythingAfter":-1}');
    expect(await ask('settings.read', {})).toEqual({ lockMessagesAfter: 5, lockEverythingAfter: 15 });
  });

  it('lock the messages first, and any way in opens them again', async () => {
    machine.now += 6 * minute;
    expect(await ask('status', {})).toMatchObject({ lock: 'messages-locked', lockedBy: 'messages-time' });
    await expect(parts.session.messages()).rejects.toMatchObject({ code: 'messages-locked' });
    await ask('unlock.password', { password });
    expect(await ask('status', {})).toMatchObject({ lock: 'unlocked' });
  });

  it('lock everything at the fifth wrong password while the messages are locked', async () => {
    machine.now += 6 * minute;
    for (let tries = 0; tries < 5; tries++) {
      await expect(ask('unlock.password', { password: 'wrong' })).rejects.toMatchObject({ code: 'wrong-password' });
    }
    expect(await ask('status', {})).toMatchObject({ lock: 'locked' });
  });
});
