import { expect, it } from 'vitest';
import { heldChannel, keysOf } from '../../../src/background/channels/held.ts';
import { Channels } from '../../../src/background/channels/index.ts';
import { toBase64url } from '../../../src/encoding/index.ts';
import { currentKey } from '../../../src/messaging/index.ts';
import { soon } from '../../sync/support/soon.ts';
import { Person } from '../support/person.ts';

it('renewed in two browsers of one person at once, a channel keeps both keys, one of which counts', async () => {
  const person = await Person.arrive();
  const [desk, sofa] = [await person.settledBrowser(), await person.joinedBrowser()];
  const { id } = await desk.ask('channels.make', {
    name: 'House committee',
    password: 'oat-herring-quiver-lantern',
    atStore: false,
  });
  const look = (browser: typeof desk) => browser.ask('channels.look', { id });
  await soon(async () => expect(await sofa.ask('channels.list', {})).toHaveLength(1));
  expect(await look(sofa)).toMatchObject({ password: 'oat-herring-quiver-lantern' });
  const first = await new Channels(desk.parts).seal({ id, text: 'of before' });

  [desk.online, sofa.online] = [false, false];
  await desk.ask('channels.refresh', { id });
  await sofa.ask('channels.refresh', { id });
  const [one, other] = [
    await new Channels(desk.parts).seal({ id, text: 'from the desk' }),
    await new Channels(sofa.parts).seal({ id, text: 'from the sofa' }),
  ];
  [desk.online, sofa.online] = [true, true];
  for (const browser of [desk, sofa]) {
    await browser.parts.store.start();
    await browser.settled();
  }
  await soon(async () => {
    const both = [await look(desk), await look(sofa)];
    for (const { history } of both) expect(history.map(({ number }) => number)).toEqual([2, 2, 1]);
  });
  for (const browser of [desk, sofa]) {
    for (const [armored, text] of [
      [first, 'of before'],
      [one, 'from the desk'],
      [other, 'from the sofa'],
    ] as const) {
      expect(await new Channels(browser.parts).read(armored)).toMatchObject({ text, isOwn: true, isOld: false });
    }
  }
  // Left in one, it is gone in both.
  await desk.ask('channels.leave', { id });
  await soon(async () => expect(await sofa.ask('channels.list', {})).toEqual([]));
});

it('renewed in two browsers of one person at once, a channel with a store has one key, which lies there', async () => {
  const person = await Person.arrive();
  const [desk, sofa] = [await person.settledBrowser(), await person.joinedBrowser()];
  const wish = { name: 'House committee', password: 'oat-herring-quiver-lantern', atStore: true };
  const { id } = await desk.ask('channels.make', wish);
  await soon(async () => expect(await sofa.ask('channels.list', {})).toHaveLength(1));
  [desk.online, sofa.online] = [false, false];
  for (const browser of [desk, sofa]) await browser.ask('channels.refresh', { id });
  [desk.online, sofa.online] = [true, true];
  for (const browser of [desk, sofa]) {
    await browser.parts.store.start();
    await browser.settled();
  }
  await soon(async () => {
    for (const { parts } of [desk, sofa]) await parts.topics.sync(id);
    const keys = await Promise.all(
      [desk, sofa].map(async ({ parts }) => {
        const { channel } = await heldChannel(await parts.session.messages(), id);
        const current = toBase64url(currentKey(keysOf(channel)).hash);
        expect(channel.atStore).toBe(current);
        expect(channel.keys).toHaveLength(3);
        return current;
      }),
    );
    expect(keys[1]).toBe(keys[0]);
  });
  expect(await desk.ask('channels.list', {})).toMatchObject([{ keys: 'refreshed' }]);
  expect(await sofa.ask('channels.list', {})).toMatchObject([{ keys: 'refreshed' }]);
});
