import { beforeEach, describe, expect, test } from 'vitest';
import { pullAll } from '../../src/sync/index.ts';
import type { DeviceChange } from '../../src/vault/index.ts';
import type { Account } from '../support/synced.ts';
import { Browser, newAccount } from '../support/synced.ts';
import { seedOf } from '../support/forged-rotation.ts';

let account: Account;
let a: Browser;
let b: Browser;

beforeEach(async () => {
  account = await newAccount();
  a = await Browser.first(account, 'laptop');
  b = await Browser.joining(account, 'phone');
  await a.sync();
});

/** As the background does it: proposed, brought to the store, concluded. */
async function change(browser: Browser, what: DeviceChange): Promise<void> {
  const { devices } = browser.vault;
  await devices.propose(what);
  try {
    await browser.sync();
  } catch (error) {
    await devices.conclude();
    throw error;
  }
  await devices.conclude();
}

const remove = (browser: Browser, other: Browser, reason: 'revoked' | 'left' = 'revoked') =>
  change(browser, { kind: 'removal', devices: [other.vault.device.id], reason });

describe('the devices of a vault', () => {
  test('are listed with their names, which is this one, and what each wrote last', async () => {
    const list = await a.vault.devices.list();
    expect(list).toMatchObject([
      { name: 'laptop', isThis: true, firstSeen: 1_000 },
      { name: 'phone', isThis: false, lastHead: b.vault.replica.status?.fingerprint },
    ]);
  });

  test('are renamed, everywhere', async () => {
    await a.vault.devices.rename(b.vault.device.id, 'telephone');
    await a.vault.devices.rename(a.vault.device.id, 'desk');
    expect(a.vault.device.name).toBe('desk');
    await a.sync();
    await b.sync();
    expect((await b.vault.devices.list()).map(({ name }) => name)).toEqual(['desk', 'telephone']);
    await expect(a.vault.devices.rename('nobody', 'x')).rejects.toMatchObject({ code: 'unknown-device' });
  });
});

describe('a removal', () => {
  test('is one commit: another identity, another list key, a new generation, and no slot of the other', async () => {
    const before = [await seedOf(a, 'identity'), await seedOf(a, 'list-key')];
    const { masterKey, sequence } = a.vault;
    await remove(a, b);
    expect(a.vault).toMatchObject({ generation: 2, sequence: sequence + 1 });
    expect(a.vault.masterKey).not.toEqual(masterKey);
    const after = [await seedOf(a, 'identity'), await seedOf(a, 'list-key')];
    expect(after.some((seed, place) => String(seed) === String(before[place]))).toBe(false);
    expect((await a.vault.devices.list()).map(({ name }) => name)).toEqual(['laptop']);
    expect(await a.vault.records.check()).toEqual({ damaged: [] });
    await a.write('after it');
    await a.sync();
    await a.restart();
    await a.sync();
  });

  test('is of another: nobody takes himself out, or somebody who is not there', async () => {
    const { devices, device } = a.vault;
    const of = (id: string): DeviceChange => ({ kind: 'removal', devices: [id], reason: 'left' });
    await expect(devices.propose(of(device.id))).rejects.toMatchObject({ code: 'unknown-device' });
    await expect(devices.propose(of('nobody'))).rejects.toMatchObject({ code: 'unknown-device' });
    await expect(devices.propose({ kind: 'removal', devices: [], reason: 'left' })).rejects.toThrow();
  });

  test('leaves the removed one nothing: no session, no sign-in’s worth, no commit', async () => {
    await b.write('unsent');
    await remove(a, b);
    await expect(b.sync()).rejects.toMatchObject({ code: 'device-removed' });
    await b.signIn();
    await expect(b.sync()).rejects.toMatchObject({ code: 'device-removed' });
    await expect(b.reopen()).rejects.toMatchObject({ code: 'device-removed' });
    await a.sync();
    expect(Object.keys(await a.notes())).toHaveLength(0);
  });

  test('locks the others, which come back by a current way in, with their edits', async () => {
    const c = await Browser.joining(account, 'desk');
    await a.sync();
    await c.write('unsent');
    await remove(a, b);
    await c.signIn();
    await expect(c.sync()).rejects.toMatchObject({ code: 'rotated-away' });
    await c.reopen();
    await c.sync();
    await a.sync();
    expect(Object.values(await a.notes())).toMatchObject([{ title: 'unsent' }]);
    expect((await c.vault.devices.list()).map(({ name }) => name)).toEqual(['laptop', 'desk']);
  });

  test('is drafted anew where somebody wrote meanwhile', async () => {
    await a.vault.devices.propose({ kind: 'removal', devices: [b.vault.device.id], reason: 'revoked' });
    await b.write('a last word');
    await b.sync();
    await a.sync();
    await a.vault.devices.conclude();
    expect(Object.values(await a.notes())).toMatchObject([{ title: 'a last word' }]);
    expect(await a.vault.devices.list()).toHaveLength(1);
  });

  test('of each other at once: one is taken', async () => {
    const outcomes = await Promise.allSettled([remove(a, b), remove(b, a)]);
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  });

  test('while another joins: the one that joins is certified by the new identity', async () => {
    const c = await Browser.of(account, 'desk');
    await c.join();
    await remove(a, b);
    await c.signIn();
    await expect(c.sync()).rejects.toMatchObject({ code: 'rotated-away' });
    await c.reopen();
    await c.sync();
    await a.sync();
    expect((await a.vault.devices.list()).map(({ name }) => name)).toEqual(['laptop', 'desk']);
  });

  test('needs a sign-in at the store that is fresh', async () => {
    account.store.clock.forward(6 * 60_000);
    await expect(remove(a, b)).rejects.toMatchObject({ code: 'signin-stale' });
    expect(await a.vault.devices.list()).toHaveLength(2);
    await a.signIn();
    await remove(a, b);
    expect(await a.vault.devices.list()).toHaveLength(1);
  });

  test('in a vault that has left its store is made here, and goes along to the next', async () => {
    await a.vault.replica.disconnect();
    const id = b.vault.device.id;
    await a.vault.devices.propose({ kind: 'removal', devices: [id], reason: 'left' });
    await a.vault.devices.conclude();
    expect((await a.vault.devices.list()).map(({ name }) => name)).toEqual(['laptop']);
    account.store = (await newAccount()).store;
    const client = await Browser.of(account, 'x');
    a.client = client.client;
    await a.signUp();
    const { lists } = await pullAll(a.client, undefined);
    expect(lists).toHaveLength(4);
  });
});

describe('new keys on request', () => {
  test('are followed by the other devices without a word', async () => {
    const { masterKey } = a.vault;
    await change(a, { kind: 'rotation' });
    expect(a.vault.generation).toBe(2);
    expect(a.vault.masterKey).not.toEqual(masterKey);
    await b.write('goes on');
    await b.sync();
    expect(b.vault.masterKey).toEqual(a.vault.masterKey);
    await a.sync();
    expect(Object.values(await a.notes())).toMatchObject([{ title: 'goes on' }]);
    expect(await b.vault.devices.list()).toHaveLength(2);
  });

  test('asked for by two at once are made once', async () => {
    await Promise.all([change(a, { kind: 'rotation' }), change(b, { kind: 'rotation' })]);
    await a.sync();
    await b.sync();
    expect(a.vault.generation).toBe(2);
    expect(b.vault.masterKey).toEqual(a.vault.masterKey);
  });

  test('in a vault without a store are made here', async () => {
    const own = await Browser.of(account, 'alone');
    await own.createOwn();
    await own.vault.devices.propose({ kind: 'rotation' });
    await own.vault.devices.conclude();
    expect(own.vault.generation).toBe(2);
    expect(await own.vault.records.check()).toEqual({ damaged: [] });
  });
});
