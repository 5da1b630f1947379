import { beforeEach, describe, expect, it } from 'vitest';
import type { FillAnswer, FormSummary } from '../../../src/rpc/index.ts';
import { Page, signIn, Tab } from './tab.ts';

describe('the next step of a login', () => {
  let tab: Tab;
  const step = (types: FormSummary['types'], kind: FormSummary['kind'] = 'login'): FormSummary => ({
    ...signIn,
    types,
    kind,
  });
  const asks = (here: Page, form: FormSummary): Promise<FillAnswer> => tab.filling.step({ form }, here.asker);
  let here: Page;

  beforeEach(async () => {
    tab = await Tab.open();
    here = tab.page(0, 'https://shop.example', step(['username']));
    await tab.fill();
  });

  it('gets the password, then the code, each once and without being asked for', async () => {
    const { values, goesOn } = await asks(here, step(['username', 'current-password']));
    expect([values, goesOn]).toEqual([{ login: { username: '', password: 'hunter2', accountId: '' } }, true]);
    expect(await asks(here, step(['current-password']))).toEqual({ goesOn: true });
    const last = await asks(here, step(['one-time-code'], 'code'));
    expect([last.values?.login?.password, last.values?.login?.code?.length, last.goesOn]).toEqual(['', 6, false]);
    expect((await asks(here, step(['one-time-code'], 'code'))).values).toBeUndefined();
  });

  it('may be another document of the same origin', async () => {
    const next = new Page(0, 'https://shop.example/password');
    Object.assign(next.asker, { document: 'the next document' });
    expect((await asks(next, step(['current-password']))).values?.login?.password).toBe('hunter2');
  });

  it.each([
    ['another tab', { tab: 8 }],
    ['another frame', { frame: 4 }],
    ['another host', { origin: 'https://other.example', host: 'other.example' }],
    ['another port', { origin: 'https://shop.example:8443' }],
    ['another scheme', { origin: 'http://shop.example' }],
    ['a host below', { origin: 'https://pay.shop.example', host: 'pay.shop.example' }],
  ])('is none in %s', async (_, change) => {
    Object.assign(here.asker, change);
    expect(await asks(here, step(['current-password']))).toEqual({ goesOn: false });
  });

  it.each([
    ['sends elsewhere', { ...step(['current-password']), targets: ['https://evil.example'] }],
    ['sends behind its address', { ...step(['current-password']), sending: 'query' as const }],
    ['signs up', step(['current-password'], 'sign-up')],
    ['changes the password', step(['current-password'], 'change-password')],
    ['searches', step(['username'], 'search')],
  ])('is none where the form %s', async (_, form) => {
    expect((await asks(here, form)).values).toBeUndefined();
  });

  it('is none after some minutes', async () => {
    tab.machine.now += 3 * 60_000 - 1;
    expect((await asks(here, step(['current-password']))).values).toBeDefined();
    tab.machine.now += 1;
    expect(await asks(here, step(['one-time-code'], 'code'))).toEqual({ goesOn: false });
  });

  it('is none after the tab went elsewhere, and is watched for where it did not', async () => {
    await tab.filling.moved({ id: 7, url: 'https://shop.example/password' });
    expect(tab.watched).toEqual([here.page]);
    await tab.filling.moved({ id: 8, url: 'https://other.example' });
    expect((await asks(here, step(['current-password']))).values).toBeDefined();
    await tab.filling.moved({ id: 7, url: 'https://other.example' });
    await tab.filling.moved({ id: 7, url: 'https://shop.example/password' });
    expect(await asks(here, step(['one-time-code'], 'code'))).toEqual({ goesOn: false });
    expect(tab.watched).toEqual([here.page]);
  });

  it('is none after a page that the browser doesn’t tell', async () => {
    await tab.filling.moved({ id: 7 });
    expect(await asks(here, step(['current-password']))).toEqual({ goesOn: false });
  });

  it('is none while everything is locked', async () => {
    await tab.ask('lock', {});
    expect((await asks(here, step(['current-password']))).values).toBeUndefined();
  });

  it('goes on after the background was stopped', async () => {
    await tab.restart();
    expect((await asks(here, step(['current-password']))).values?.login?.password).toBe('hunter2');
  });

  it('is none where nobody asked to fill', async () => {
    const other = new Page(0, 'https://shop.example');
    Object.assign(other.asker, { tab: 9 });
    expect(await asks(other, step(['current-password']))).toEqual({ goesOn: false });
  });
});
