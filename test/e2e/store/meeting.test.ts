import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ElementHandle, Page } from 'puppeteer-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { arrive, type Writer } from '../pages/people.ts';
import { answerTo } from '../support/asking.ts';
import { press, see } from '../support/hands.ts';
import { describeInTurn, findBarriers } from '../support/index.ts';
import { beforeCamera, screenOf } from '../support/screens.ts';
import { startStore, type Store } from '../support/store.ts';

describeInTurn('two people in one room', (launch) => {
  let store: Store;
  let alice: Writer;
  let bob: Writer;
  let folder: string;

  const contacts = async ({ own }: Writer): Promise<Page> => {
    await own.bringToFront();
    await own.evaluate(`location.hash = '#contacts'`);
    await see(own, 'Add a contact');
    return own;
  };
  const states = async ({ own }: Writer): Promise<string[]> =>
    (await answerTo<{ name: string; state: string }[]>(own, 'contacts.list')).map(
      ({ name, state }) => `${name} ${state}`,
    );

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'latchkey-'));
    store = await startStore();
    alice = await arrive(await launch(), store, 'Alice');
    bob = await arrive(await launch(), store, 'Bob');
  });
  afterAll(() => Promise.all([store.end(), rm(folder, { recursive: true })]));

  it('the code that one shows is scanned by the other, who has them as compared at once', async () => {
    const shown = await contacts(alice);
    await press(shown, 'My card');
    await press(shown, 'Show it in one room');
    await shown.waitForSelector('.contact-code svg');
    expect(await findBarriers(shown)).toEqual([]);
    const screen = await screenOf(shown);
    const scanning = await contacts(bob);
    await press(scanning, 'Add a contact');
    await beforeCamera(scanning, screen);
    await press(scanning, 'With the camera');
    await see(scanning, 'Is Alice beside you');
    expect(await findBarriers(scanning)).toEqual([]);
    expect(await scanning.evaluate('window.seen.getTracks().map(({ readyState }) => readyState)')).toEqual(['ended']);
    await press(scanning, 'Yes, add as compared');
    // Their page comes up by itself.
    await see(scanning, 'Here since');
    expect(await states(bob)).toEqual(['Alice compared']);
  });

  it('and is read from a picture as well', async () => {
    const shown = await contacts(bob);
    await press(shown, 'My card');
    await press(shown, 'Show it in one room');
    await shown.waitForSelector('.contact-code svg');
    await writeFile(join(folder, 'screen.png'), await screenOf(shown));
    const scanning = await contacts(alice);
    await press(scanning, 'Add a contact');
    const file = (await scanning.waitForSelector('.qr-sources input[type=file]')) as ElementHandle<HTMLInputElement>;
    await file.uploadFile(join(folder, 'screen.png'));
    await see(scanning, 'Is Bob beside you');
    await press(scanning, 'Yes, add as compared');
    await see(scanning, 'Here since');
    expect(await states(alice)).toContain('Bob compared');
  });
});
