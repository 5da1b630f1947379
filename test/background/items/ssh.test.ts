import { beforeEach, describe, expect, it } from 'vitest';
import { Machine } from '../support/parts.ts';
import { windows } from '../support/windows.ts';
import type { Ask } from '../support/windows.ts';

let ask: Ask;
beforeEach(async () => {
  ask = windows(new Machine().background());
  await ask('vault.create', { password: 'correct horse battery staple', deviceName: 'here' });
});

describe('a key of SSH', () => {
  it('is made, and told by its public half', async () => {
    const made = await ask('ssh.make', { comment: 'mira@desk' });
    const look = await ask('ssh.read', made);
    expect(look).toMatchObject({ as: 'key', key: { name: 'Ed25519', line: made.publicKey } });
    expect(look.told).toEqual(look.key);
  });
  it('is told apart from a public half of another one', async () => {
    const [one, other] = [await ask('ssh.make', { comment: '' }), await ask('ssh.make', { comment: '' })];
    const look = await ask('ssh.read', { privateKey: one.privateKey, publicKey: other.publicKey });
    expect(look.told?.fingerprint).not.toBe(look.key?.fingerprint);
  });
  it('is none where nothing is, or nonsense', async () => {
    expect(await ask('ssh.read', { privateKey: ' \n', publicKey: '' })).toEqual({ as: 'empty' });
    expect(await ask('ssh.read', { privateKey: 'x', publicKey: 'y' })).toEqual({ as: 'none' });
  });
  it('is neither made nor read while everything is locked', async () => {
    await ask('lock', {});
    await expect(ask('ssh.make', { comment: '' })).rejects.toMatchObject({ code: 'locked' });
    await expect(ask('ssh.read', { privateKey: '', publicKey: '' })).rejects.toMatchObject({ code: 'locked' });
  });
});
