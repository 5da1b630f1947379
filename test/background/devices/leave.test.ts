import { beforeEach, describe, expect, it } from 'vitest';
import { soon } from '../../sync/support/soon.ts';
import { Person } from '../support/person.ts';
import type { Browser } from '../support/person.ts';

let person: Person;
let laptop: Browser;
let phone: Browser;

beforeEach(async () => {
  person = await Person.arrive();
  laptop = await person.settledBrowser();
  phone = await person.joinedBrowser('phone');
  await laptop.ask('account.sync', {});
});

const listed = async (browser: Browser) =>
  (await browser.ask('devices.list', {})).map(({ name, hasLeft }) => ({ name, hasLeft }));
const idOf = async (browser: Browser, name: string): Promise<string> =>
  (await browser.ask('devices.list', {})).find((device) => device.name === name)?.id ?? '';

async function erase(browser: Browser): Promise<void> {
  await person.renew(browser);
  await browser.ask('account.eraseBrowser', {});
}

describe('a browser that leaves', () => {
  it('is marked in the others, which take it off the list with one press', async () => {
    expect(await listed(laptop)).toEqual([
      { name: 'first browser', hasLeft: false },
      { name: 'phone', hasLeft: false },
    ]);
    await erase(phone);
    expect(await listed(laptop)).toEqual([
      { name: 'first browser', hasLeft: false },
      { name: 'phone', hasLeft: true },
    ]);
    expect((await laptop.ask('activity.store', {})).map(({ what }) => what)).toContain('device-left');
    await person.renew(laptop);
    await laptop.ask('devices.remove', { id: await idOf(laptop, 'phone'), lost: false });
    expect(await listed(laptop)).toEqual([{ name: 'first browser', hasLeft: false }]);
    const vault = await laptop.parts.session.vault();
    expect(vault.devices.removed).toMatchObject([{ reason: 'left' }]);
  });

  it('says so too where it keeps its vault and only disconnects', async () => {
    await person.renew(phone);
    await phone.ask('account.disconnect', {});
    expect((await listed(laptop)).find(({ name }) => name === 'phone')).toMatchObject({ hasLeft: true });
    expect(await phone.ask('status', {})).toMatchObject({ vault: 'present', lock: 'unlocked' });
  });

  it('goes also where the store does not answer: then it stays listed, without a mark', async () => {
    await person.renew(phone);
    phone.online = false;
    await phone.ask('account.eraseBrowser', {});
    expect(await phone.ask('status', {})).toMatchObject({ vault: 'none' });
    expect((await listed(laptop)).find(({ name }) => name === 'phone')).toMatchObject({ hasLeft: false });
  });

  it('is not marked by a store’s word alone', async () => {
    const honest = person.fetch;
    const device = await idOf(laptop, 'phone');
    const some = (length: number): string => 'A'.repeat(length);
    person.fetch = async (url, init) => {
      const answer = await honest(url, init);
      if (!url.endsWith('/v1/devices/left')) return answer;
      const note = { device, head: some(43), signature: some(86) };
      return new Response(JSON.stringify({ left: [note] }), { status: 200, headers: answer.headers });
    };
    expect((await listed(laptop)).find(({ name }) => name === 'phone')).toMatchObject({ hasLeft: false });
  });

  it('and is lost is removed as revoked, whatever it said', async () => {
    await erase(phone);
    await person.renew(laptop);
    await laptop.ask('devices.remove', { id: await idOf(laptop, 'phone'), lost: true });
    await soon(async () => {
      const vault = await laptop.parts.session.vault();
      expect(vault.devices.removed).toMatchObject([{ reason: 'revoked' }]);
    });
  });
});
