import { beforeEach, describe, expect, it } from 'vitest';
import type { LoginFields } from '../../../src/rpc/index.ts';
import type { Parts } from '../../../src/background/parts.ts';
import { Machine } from '../support/parts.ts';
import { windows } from '../support/windows.ts';
import type { Ask } from '../support/windows.ts';

const minute = 60_000;
const blank: LoginFields = {
  kind: 'login',
  title: 'Lantern Shop',
  favourite: false,
  tags: [],
  folder: '',
  fields: [{ id: 'f1', label: 'Customer number', type: 'hidden', value: 'NO 4471' }],
  urls: [],
  username: 'mira',
  password: 'hunter2',
  accountId: '',
  totp: 'JBSWY3DPEHPK3PXP',
  notes: '',
};

let machine: Machine;
let parts: Parts;
let ask: Ask;
const save = async (fields: Partial<LoginFields> = {}): Promise<string> =>
  (await ask('items.save', { item: { ...blank, ...fields, fields: [...blank.fields] } })).id;

beforeEach(async () => {
  machine = new Machine();
  parts = machine.background();
  ask = windows(parts);
  await ask('vault.create', { password: 'correct horse battery staple', deviceName: 'here' });
});

describe('a value of an item', () => {
  it.each([
    ['username', 'mira'],
    ['password', 'hunter2'],
    ['fields/f1', 'NO 4471'],
  ])('goes to the clipboard without a page: %s', async (field, text) => {
    const id = await save();
    expect(await ask('items.copy', { id, field })).toEqual({ clearsAt: machine.now + 30_000, isBlind: false });
    expect(machine.clipboard.text).toBe(text);
  });

  it('is the code of now, as the background makes it', async () => {
    const id = await save();
    const now = await ask('items.code', { id });
    await ask('items.copy', { id, field: 'code' });
    expect(machine.clipboard.text).toBe('code' in now ? now.code : 'none');
  });

  it.each(['accountId', 'fields/f2', 'urls', 'history', 'constructor', '__proto__', ''])(
    'is not there: “%s”',
    async (field) => {
      const id = await save();
      machine.clipboard.text = 'of before';
      await expect(ask('items.copy', { id, field })).rejects.toMatchObject({ code: 'nothing-to-copy' });
      expect(machine.clipboard.text).toBe('of before');
    },
  );

  it('has no code where its secret is none', async () => {
    const id = await save({ totp: 'not base32!' });
    await expect(ask('items.copy', { id, field: 'code' })).rejects.toMatchObject({ code: 'nothing-to-copy' });
  });

  it('is not copied while everything is locked', async () => {
    const id = await save();
    await ask('lock', {});
    await expect(ask('items.copy', { id, field: 'password' })).rejects.toMatchObject({ code: 'locked' });
    expect(machine.clipboard.text).toBe('');
  });
});

describe('the code after the password', () => {
  const on = (): Promise<unknown> =>
    ask('copying.save', { clearAfter: 30, mainAction: 'password', codeAfterPassword: true });

  it('is copied once, when somebody comes back within three minutes', async () => {
    await on();
    const id = await save();
    await ask('items.copy', { id, field: 'password' });
    machine.now += 2 * minute;
    expect(await ask('items.copyNext', {})).toEqual({ title: 'Lantern Shop' });
    expect(machine.clipboard.text).toMatch(/^\d{6}$/);
    expect(await ask('items.copyNext', {})).toEqual({});
  });

  it.each([
    ['nobody wants that', false, 'password', {}, minute],
    ['too much time has passed', true, 'password', {}, 4 * minute],
    ['the clock was set back', true, 'password', {}, -minute],
    ['something else was copied', true, 'username', {}, minute],
    ['it has no code', true, 'password', { totp: '' }, minute],
  ] as const)('is not copied where %s', async (_, isOn, field, fields, passed) => {
    if (isOn) await on();
    const id = await save(fields);
    await ask('items.copy', { id, field });
    const before = machine.clipboard.text;
    machine.now += passed;
    expect(await ask('items.copyNext', {})).toEqual({});
    expect(machine.clipboard.text).toBe(before);
  });
});

describe('the page of a login', () => {
  const url = (text: string, match: LoginFields['urls'][number]['match'] = 'host') => ({ url: text, match });
  it.each([
    [[url('https://shop.example.org/login?from=1')], 'https://shop.example.org/login?from=1'],
    [[url('shop.example.org')], 'https://shop.example.org/'],
    [[url('http://10.0.0.1:8080/')], 'http://10.0.0.1:8080/'],
    [[url('localhost:3000/admin')], 'http://localhost:3000/admin'],
    [[url('mira@example.org'), url('d.example')], 'https://d.example/'],
    [[url('^https://.*', 'regex'), url('b.example')], 'https://b.example/'],
    [[url('javascript://alert(1)'), url('file:///etc/passwd'), url('c.example')], 'https://c.example/'],
  ])('is the first that a browser opens as one: %#', async (urls, opened) => {
    const id = await save({ urls });
    await ask('items.open', { id });
    expect(machine.opened).toEqual([opened]);
  });

  it.each([[[]], [[url('javascript:alert(1)')]], [[url('chrome://settings')]], [[url('^.*$', 'regex')]]])(
    'is none: %#',
    async (urls) => {
      const id = await save({ urls });
      await expect(ask('items.open', { id })).rejects.toMatchObject({ code: 'no-address' });
      expect(machine.opened).toEqual([]);
    },
  );
});
