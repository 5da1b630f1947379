import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { PageLogins } from '../../../src/background/items/for-page.ts';
import type { Parts } from '../../../src/background/parts.ts';
import { Prompts } from '../../../src/background/prompts/prompts.ts';
import type { Credentials } from '../../../src/platform/index.ts';
import { Machine } from '../support/parts.ts';
import { windows } from '../support/windows.ts';

const window = { role: 'window' } as const;
const url = 'https://intern.example/files';
const login = {
  kind: 'login' as const,
  title: 'Intern',
  favourite: false,
  tags: [],
  folder: '',
  fields: [],
  urls: [{ url: 'https://intern.example', match: 'host' as const }],
  username: 'mira',
  password: 'canary',
  accountId: '',
  totp: '',
  notes: '',
};

describe('a sign-in that the browser asks for', () => {
  let machine: Machine;
  let parts: Parts;
  let prompts: Prompts;
  let saved: string;
  const asked = (request = '1', at = url): Promise<Credentials | undefined> =>
    prompts.asked({ request, url: at, realm: 'Files' });
  const opened = async (count = 1): Promise<string> => {
    await vi.waitUntil(() => machine.opened.length >= count);
    return machine.opened[count - 1]?.split('/')[1] ?? '';
  };

  beforeEach(async () => {
    machine = new Machine();
    parts = machine.background();
    prompts = new Prompts({ ...parts, logins: new PageLogins(parts) });
    await windows(parts)('vault.create', { password: 'a long enough password', deviceName: 'Test' });
    saved = (await windows(parts)('items.save', { item: login })).id;
  });
  afterEach(() => vi.useRealTimers());

  it('is answered with the login that a person chose', async () => {
    const answer = asked();
    const prompt = await opened();
    const told = await prompts.handlers()['prompts.read']({ prompt }, window);
    expect(told).toEqual({
      prompt: {
        origin: 'https://intern.example',
        realm: 'Files',
        logins: [{ id: saved, title: 'Intern', username: 'mira' }],
      },
    });
    await prompts.handlers()['prompts.answer']({ prompt, login: saved }, window);
    expect(await answer).toEqual({ username: 'mira', password: 'canary' });
    expect(await prompts.handlers()['prompts.read']({ prompt }, window)).toEqual({});
  });

  it('is tried once: asked again, the browser asks by itself', async () => {
    const answer = asked();
    await prompts.handlers()['prompts.answer']({ prompt: await opened(), login: saved }, window);
    expect(await answer).toBeDefined();
    expect(await asked()).toBeUndefined();
    expect(machine.opened).toHaveLength(1);
  });

  it.each([
    ['another host', 'https://other.example/'],
    ['another port', 'https://intern.example:8443/'],
    ['no encryption', 'http://intern.example/'],
    ['a sub-domain', 'https://files.intern.example/'],
  ])('is left to the browser for %s', async (_, at) => {
    expect(await asked('2', at)).toBeUndefined();
    expect(machine.opened).toEqual([]);
  });

  it('is left to the browser at once while all is locked, and as soon as that is', async () => {
    const waiting = asked();
    await opened();
    await parts.session.lock('demand');
    expect(await waiting).toBeUndefined();
    expect(await asked('3')).toBeUndefined();
    expect(machine.opened).toHaveLength(1);
  });

  it('is left to the browser where a person says so, or nobody comes for a minute', async () => {
    const first = asked('4');
    await prompts.handlers()['prompts.answer']({ prompt: await opened() }, window);
    expect(await first).toBeUndefined();
    const second = asked('5');
    await opened(2);
    vi.useFakeTimers();
    const third = asked('6');
    await vi.waitUntil(() => machine.opened.length === 3);
    await vi.advanceTimersByTimeAsync(60_000);
    expect(await third).toBeUndefined();
    await parts.session.lock('demand');
    expect(await second).toBeUndefined();
  });

  it('is answered with no login that it does not name', async () => {
    const other = await windows(parts)('items.save', { item: { ...login, title: 'Bank', urls: [] } });
    const answer = asked();
    const prompt = await opened();
    await expect(prompts.handlers()['prompts.answer']({ prompt, login: other.id }, window)).rejects.toThrow();
    await prompts.handlers()['prompts.answer']({ prompt }, window);
    expect(await answer).toBeUndefined();
  });

  it('opens no more than three windows, however much a page asks for', async () => {
    const all = Array.from({ length: 50 }, (_, at) => asked(String(at)));
    await opened(3);
    await parts.session.lock('demand');
    expect(await Promise.all(all)).toEqual(Array.from({ length: 50 }, () => undefined));
    expect(machine.opened.length).toBeLessThanOrEqual(3);
  });
});
