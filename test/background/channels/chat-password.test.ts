import { beforeEach, describe, expect, it } from 'vitest';
import { Machine } from '../support/parts.ts';
import { windows } from '../support/windows.ts';
import type { Ask } from '../support/windows.ts';

const ownPassword = 'a long enough password';
const chat = 'oat-herring-quiver-lantern-seventh';
const minute = 60_000;

describe('the chat password', () => {
  let machine: Machine;
  let ask: Ask;

  beforeEach(async () => {
    machine = new Machine();
    ask = windows(machine.background());
    await ask('vault.create', { password: ownPassword, deviceName: 'Test' });
  });
  const lockOf = async () => (await ask('status', {})).lock;
  const open = (password: string) => ask('unlock.chatPassword', { password });

  it('is one that isn’t guessed, and never the one that opens the vault', async () => {
    await expect(ask('chatPassword.set', { password: 'summer2026' })).rejects.toMatchObject({
      code: 'chat-password-weak',
    });
    await expect(ask('chatPassword.set', { password: ownPassword })).rejects.toMatchObject({
      code: 'chat-password-own',
    });
    expect(await ask('chatPassword.read', {})).toEqual({ isSet: false });
    await ask('chatPassword.set', { password: chat });
    expect(await ask('chatPassword.read', {})).toEqual({ isSet: true });
    expect(await ask('chatPassword.show', {})).toEqual({ password: chat });
    expect(JSON.stringify([...machine.local.values, ...machine.memory.values])).not.toContain('herring');
  });

  it('is asked for after five minutes without use: the list stays, and nothing else', async () => {
    await ask('chatPassword.set', { password: chat });
    await ask('channels.make', { name: 'House committee', password: chat, atStore: false });
    machine.now += 5 * minute;
    expect(await lockOf()).toBe('messages-locked');
    expect(await ask('channels.list', {})).toMatchObject([{ name: 'House committee' }]);
    expect(await ask('chatPassword.read', {})).toEqual({ isSet: true });
    await expect(ask('chatPassword.show', {})).rejects.toMatchObject({ code: 'messages-locked' });
    await expect(open(`${chat}x`)).rejects.toMatchObject({ code: 'wrong-chat-password' });
    expect(await lockOf()).toBe('messages-locked');
    await open(chat);
    expect(await lockOf()).toBe('unlocked');
    expect(await ask('chatPassword.show', {})).toEqual({ password: chat });
  });

  it('is no proof of a way in, and puts off no full lock that has come', async () => {
    await ask('chatPassword.set', { password: chat });
    machine.now += 6 * minute;
    await open(chat);
    await expect(ask('chatPassword.end', {})).rejects.toMatchObject({ code: 'fresh-proof-needed' });
    machine.now += 15 * minute;
    await expect(open(chat)).rejects.toMatchObject({ code: 'locked' });
    expect(await lockOf()).toBe('locked');
  });

  it('locks everything at the fifth wrong try, also past a stopped background', async () => {
    await ask('chatPassword.set', { password: chat });
    machine.now += 6 * minute;
    const tries = async (count: number): Promise<void> => {
      for (let at = 0; at < count; at += 1) {
        await expect(open('wrong')).rejects.toMatchObject({ code: 'wrong-chat-password' });
      }
    };
    await tries(3);
    ask = windows(machine.background());
    await tries(1);
    expect(await lockOf()).toBe('messages-locked');
    await tries(1);
    expect(await lockOf()).toBe('locked');
    // Counted anew after a right one.
    await ask('unlock.password', { password: ownPassword });
    machine.now += 6 * minute;
    await tries(4);
    await open(chat);
    machine.now += 6 * minute;
    await tries(4);
    expect(await lockOf()).toBe('messages-locked');
  });

  it('makes channels for who wants that, and goes without them', async () => {
    await expect(ask('channels.make', { name: 'x', atStore: false })).rejects.toMatchObject({
      code: 'no-chat-password',
    });
    await ask('chatPassword.set', { password: chat });
    const { id } = await ask('channels.make', { name: 'House committee', atStore: false });
    expect(await ask('channels.look', { id })).toMatchObject({ password: chat });
    await ask('chatPassword.end', {});
    expect(await ask('chatPassword.read', {})).toEqual({ isSet: false });
    expect(await ask('channels.look', { id })).toMatchObject({ password: chat });
    machine.now += 6 * minute;
    await expect(open(chat)).rejects.toMatchObject({ code: 'no-chat-password' });
    await ask('unlock.password', { password: ownPassword });
    expect(await lockOf()).toBe('unlocked');
  });
});
