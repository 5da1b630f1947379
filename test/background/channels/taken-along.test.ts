import { describe, expect, it } from 'vitest';
import { Channels } from '../../../src/background/channels/index.ts';
import { Machine } from '../support/parts.ts';
import { Person } from '../support/person.ts';
import { brought, exportedSealed } from '../support/sealed.ts';
import { windows } from '../support/windows.ts';
import { words } from './sides.ts';

const name = 'House committee';
const password = 'correct horse battery staple';
const chat = 'leeks and rowing boats at dawn';

async function alone() {
  const parts = new Machine().background();
  const ask = windows(parts);
  await ask('vault.create', { password, deviceName: 'Desk' });
  return { parts, ask };
}
type Alone = Awaited<ReturnType<typeof alone>>;

/** Into another vault, by a sealed export. */
async function into({ ask }: Alone, from: Alone): Promise<void> {
  const { file } = await exportedSealed(from.ask, 'file password');
  await brought(ask, file);
  await ask('transfer.import', { password: 'file password' });
}

describe('channels of a vault', () => {
  it('go along in a sealed export, with all keys, and the chat password; once, and into a channel that is there', async () => {
    const [here, there] = [await alone(), await alone()];
    await here.ask('chatPassword.set', { password: chat });
    const { id } = await here.ask('channels.make', { name, password: words, atStore: false });
    const first = await new Channels(here.parts).seal({ id, text: 'of before' });
    await here.ask('channels.refresh', { id });
    const second = await new Channels(here.parts).seal({ id, text: 'of now' });
    await into(there, here);
    const reads = async () => {
      for (const [armored, text] of [
        [first, 'of before'],
        [second, 'of now'],
      ] as const) {
        expect(await new Channels(there.parts).read(armored)).toMatchObject({ text, isOwn: true, isOld: false });
      }
    };
    await reads();
    const [row, ...more] = await there.ask('channels.list', {});
    expect(more).toEqual([]);
    expect(await there.ask('channels.look', { id: row?.id ?? '' })).toMatchObject({ name, password: words });
    expect(await there.ask('chatPassword.show', {})).toEqual({ password: chat });
    // Another key came meanwhile, and what is set here stays.
    await here.ask('channels.refresh', { id });
    await here.ask('chatPassword.set', { password: `${chat}, again` });
    await into(there, here);
    await reads();
    const look = await there.ask('channels.look', { id: row?.id ?? '' });
    expect(look.history.map(({ number }) => number)).toEqual([3, 2, 1]);
    expect(await there.ask('channels.list', {})).toHaveLength(1);
    expect(await there.ask('chatPassword.show', {})).toEqual({ password: chat });
  });

  it('go along into an account that the vault is merged with', async () => {
    const person = await Person.arrive();
    const desk = await person.settledBrowser();
    const laptop = person.browser();
    await laptop.ask('vault.create', { password, deviceName: 'laptop' });
    const { id } = await laptop.ask('channels.make', { name, password: words, atStore: false });
    const armored = await new Channels(laptop.parts).seal({ id, text: 'from the train' });
    const { ticket } = await person.enterByPassword(laptop);
    await laptop.ask('signin.accept', { ticket, deviceName: 'laptop' });
    await laptop.settled();
    await desk.ask('account.sync', {});
    for (const browser of [laptop, desk]) {
      expect(await browser.ask('channels.list', {})).toMatchObject([{ name }]);
      expect(await new Channels(browser.parts).read(armored)).toMatchObject({ text: 'from the train', isOwn: true });
    }
  });
});
