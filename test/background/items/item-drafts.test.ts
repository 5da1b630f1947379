import { beforeEach, describe, expect, it } from 'vitest';
import { itemDraftHandlers } from '../../../src/background/items/item-drafts.ts';
import type { LoginFields } from '../../../src/rpc/index.ts';
import { Machine } from '../support/parts.ts';
import { windows } from '../support/windows.ts';

const password = 'correct horse battery staple';
const asker = { role: 'window' } as const;
const id = 'AAAAAAAAAAAAAAAAAAAAAA';

describe('the draft of an item', () => {
  let machine: Machine;
  let drafts: ReturnType<typeof itemDraftHandlers>;
  const login = (username: string): LoginFields => ({
    kind: 'login',
    title: 'Canary shop',
    favourite: false,
    tags: [],
    folder: '',
    fields: [],
    urls: [],
    username,
    password: 'canary password',
    accountId: '',
    totp: '',
    notes: '',
  });
  const found = async (of: { id?: string } = {}): Promise<unknown> =>
    (await drafts['items.draft']({ ...of, kind: 'login' }, asker)).draft;
  const restarted = async (): Promise<void> => {
    const parts = machine.background();
    drafts = itemDraftHandlers(parts);
    await windows(parts)('unlock.password', { password });
  };

  beforeEach(async () => {
    machine = new Machine();
    const parts = machine.background();
    drafts = itemDraftHandlers(parts);
    await windows(parts)('vault.create', { password, deviceName: 'Test' });
  });

  it('outlives the background, and is one an item and one of a new item a kind', async () => {
    const edit = { revision: 3, base: login('mira'), item: login('other') };
    await drafts['items.keepDraft']({ id, ...edit }, asker);
    await drafts['items.keepDraft']({ item: login('of a new one') }, asker);
    await restarted();
    expect(await found({ id })).toEqual({ ...edit, at: machine.now });
    expect(await found()).toEqual({ item: login('of a new one'), at: machine.now });
    expect((await drafts['items.draft']({ kind: 'card' }, asker)).draft).toBeNull();
    expect(await found({ id: 'BBBBBBBBBBBBBBBBBBBBBB' })).toBeNull();
  });

  it('outlives the keys of logins that were renewed, also once the former ones are gone', async () => {
    const parts = machine.background();
    drafts = itemDraftHandlers(parts);
    await windows(parts)('unlock.password', { password });
    await drafts['items.keepDraft']({ item: login('of a new one') }, asker);
    const former = (await parts.session.vault()).domainKey('logins')?.epoch;
    await windows(parts)('devices.renewKeys', {});
    machine.now += 31 * 24 * 60 * 60_000;
    await windows(parts)('unlock.password', { password });
    const vault = await parts.session.vault();
    while ((await vault.devices.reseal()) > 0);
    await vault.devices.reseal();
    expect(vault.domainKey('logins', former ?? new Uint8Array(4))).toBeUndefined();
    expect(await found()).toMatchObject({ item: { username: 'of a new one' } });
  });

  it('is replaced by the next, and gone when it is dropped', async () => {
    await drafts['items.keepDraft']({ id, item: login('first') }, asker);
    await drafts['items.keepDraft']({ id, item: login('second') }, asker);
    expect(await found({ id })).toMatchObject({ item: { username: 'second' } });
    await drafts['items.dropDraft']({ id, kind: 'login' }, asker);
    expect(await found({ id })).toBeNull();
  });

  it('is sealed where it lies, and not to be had while everything is locked', async () => {
    await drafts['items.keepDraft']({ id, item: login('canary user') }, asker);
    const lies = machine.local.values.get('item-drafts') ?? '';
    expect(lies).toContain('sealed');
    expect(lies).not.toMatch(/canary|Canary|AAAAAAAAAAAAAAAAAAAAAA/);
    const parts = machine.background();
    await parts.session.lock('demand');
    drafts = itemDraftHandlers(parts);
    await expect(found({ id })).rejects.toMatchObject({ code: 'locked' });
    await expect(drafts['items.keepDraft']({ id, item: login('x') }, asker)).rejects.toMatchObject({ code: 'locked' });
    await restarted();
    expect(await found({ id })).toMatchObject({ item: { username: 'canary user' } });
  });
});
