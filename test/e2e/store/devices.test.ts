import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openDeviceSecrets } from '../../../src/devices/index.ts';
import type { Bytes } from '../../../src/encoding/index.ts';
import { bytes, concat, fromBase64, fromHex, toHex } from '../../../src/encoding/index.ts';
import { masterKeyFor } from '../../../src/keys/index.ts';
import { epochOf } from '../../../src/records/index.ts';
import { patience, runs } from '../../support/runs.ts';
import { foundInProfile } from '../support/profile-files.ts';
import { answerTo, ask, inPage } from '../support/asking.ts';
import { fill, press, see } from '../support/hands.ts';
import {
  describeInTurn,
  findBarriers,
  openBareCorner,
  readEverythingKept,
  until,
  type Session,
} from '../support/index.ts';
import { startStore, type Store } from '../support/store.ts';
import { go, pressIn, signUp, type Enrolled } from './store-hands.ts';

const who = { email: 'mira@fjord.example', password: 'seven quiet harbours under snow' };
const canaries = { title: 'canary-title-7d2f', body: 'canary-body-c0de' };
/** Ten thousand in the proof: fewer where every run plays it. */
const count = Math.min(10_000, runs(300));
const note = { kind: 'note', ...canaries, folder: '', favourite: false, tags: [], fields: [] };

const all = { query: '', in: 'all', offset: 0, limit: 1 };
interface Head {
  readonly head: string;
}

/** So many besides, by a page of ours, a few at once. */
async function writeNotes(page: Page, wanted: number): Promise<void> {
  for (let at = 0; at < wanted; at += 50) {
    const some = Array.from({ length: Math.min(50, wanted - at) }, (_, place) => `Note ${String(at + place)}`);
    await Promise.all(some.map((title) => answerTo(page, 'items.save', { item: { ...note, title, body: '' } })));
  }
}

describeInTurn('the devices of a vault', (launch) => {
  let store: Store;
  let laptop: Session;
  let tablet: Session;
  let page: Page;
  let there: Page;
  let enrolled: Enrolled;
  let phrase: string;

  beforeAll(async () => {
    [store, laptop, tablet] = await Promise.all([startStore(), launch(), launch()]);
    page = await laptop.page('vault', '#settings/devices');
    await answerTo(page, 'vault.create', { password: who.password, deviceName: 'Laptop' });
    await answerTo(page, 'items.save', { item: note });
    await writeNotes(page, count);
    ({ phrase } = await answerTo<{ phrase: string }>(page, 'ways.drawPhrase'));
    await answerTo(page, 'ways.addPhrase', { phrase, name: 'Paper' });
    enrolled = await signUp(page, store, who);
    there = await joined(tablet, store, phrase, 'Tablet');
    await answerTo(page, 'account.sync');
  });
  afterAll(() => Promise.all([store.end(), tablet.close()]));

  it('are listed, and can be called something else', async () => {
    await go(page, 'devices');
    await see(page, 'This browser');
    await see(page, 'Tablet');
    expect(await findBarriers(page)).toEqual([]);
    await press(page, 'Rename “Tablet”');
    await fill(page, 'Name', 'Kitchen tablet');
    await page.keyboard.press('Enter');
    await see(page, 'Kitchen tablet');
  });

  it(
    'all keys are renewed while another one edits, and nothing is lost',
    async () => {
      const total = async (at: Page) => (await answerTo<{ total: number }>(at, 'items.search', all)).total;
      const before = await epochsIn(page);
      await answerTo(page, 'devices.renewKeys');
      expect(before.size).toBeGreaterThan(1);
      let edits = 0;
      await until(
        'all records to be sealed again',
        async () => {
          await answerTo(there, 'items.save', { item: { ...note, title: `Edit ${String(edits)}`, body: '' } });
          edits += 1;
          return ![...(await epochsIn(page))].some((epoch) => before.has(epoch));
        },
        patience(60_000),
      );
      await until('both to be the same', async () => {
        for (const at of [there, page]) await answerTo(at, 'account.sync');
        const [one, other] = [await answerTo<Head>(page, 'about'), await answerTo<Head>(there, 'about')];
        return one.head === other.head;
      });
      expect([await total(page), await total(there)]).toEqual(Array(2).fill(count + 1 + edits));
    },
    patience(150_000),
  );

  it('one that is lost is removed after a new sign-in, and what is left to do stays', async () => {
    const corner = await openBareCorner(tablet);
    const kept = (await inPage(corner, `(await api.storage.session.get('masterKey')).masterKey`)) as string;
    const masterKey = fromBase64(kept);
    const own = await deviceSecrets(tablet, masterKey);
    expect(Object.keys(own)).toHaveLength(4);
    const secrets = { ...canaries, password: who.password, masterKey, ...own };
    store.clock.forward(6 * 60_000);
    await press(page, 'Remove “Kitchen tablet”');
    await see(page, 'Remove “Kitchen tablet”?');
    expect(await page.evaluate('document.activeElement.innerText')).toBe('Cancel');
    expect(await findBarriers(page)).toEqual([]);
    await pressInDialog(page, 'Lost or stolen');
    await fill(page, 'Password', who.password);
    await page.keyboard.press('Enter');
    await fill(page, 'Code from the app', await enrolled.code());
    await page.keyboard.press('Enter');
    await see(page, 'Removed, and all keys renewed.');
    await see(page, '“Kitchen tablet” is lost');
    expect(await findBarriers(page)).toEqual([]);
    await see(there, 'No vault here yet');
    expect(await foundInProfile(tablet.profile, secrets as never)).toEqual([]);
    const stores = JSON.parse((await readEverythingKept(tablet)).databases) as { values: unknown[] }[];
    expect(stores.flatMap(({ values }) => values)).toEqual([]);
  });

  it('until each way in is another, or was not with it', async () => {
    const left = async () => (await answerTo<{ left: unknown[] }[]>(page, 'devices.lost'))[0]?.left.length ?? 0;
    expect(await left()).toBe(2);
    // A button that is still busy hears nothing.
    await until('nothing to be left', async () => {
      if ((await left()) === 0) return true;
      await pressIn(page, 'devices', 'Was not with it');
      return (await left()) === 0;
    });
    await go(page, 'devices');
    await see(page, 'Renew all keys');
    // The activity below names it still.
    expect(await page.$eval('#settings-devices', (section) => (section as HTMLElement).innerText)).not.toContain(
      'Kitchen tablet',
    );
    await pressIn(page, 'devices', 'Renew all keys');
    await see(page, 'All keys are renewed.');
    await until('everything to be sealed again and sent', async () => {
      const [{ unsent }, { left }] = [
        await answerTo<{ unsent: number }>(page, 'account.status'),
        await answerTo<{ left: number }>(page, 'devices.renewal'),
      ];
      return unsent === 0 && left === 0;
    });
  });

  it('one that was removed with something unsent has it saved as a file, by a way in of before', async () => {
    const desk = await launch();
    const window = await joined(desk, store, phrase, 'Desk');
    await answerTo(page, 'account.sync');
    await see(page, '“Desk” can read your vault from now on.');
    await store.stop();
    await answerTo(window, 'items.save', { item: { ...note, title: 'Written on the way' } });
    await answerTo(window, 'lock');
    await store.start();
    const devices = await answerTo<{ id: string; name: string }[]>(page, 'devices.list');
    await answerTo(page, 'account.sync');
    await answerTo(page, 'devices.remove', { id: devices.find(({ name }) => name === 'Desk')?.id, lost: false });
    // Whatever is tried, the store is asked.
    expect(await ask(window, 'unlock.password', { password: 'not the right one' })).toMatchObject({ ok: false });
    await see(window, 'This browser was removed');
    expect(await findBarriers(window)).toEqual([]);
    await fill(window, 'Password', who.password);
    await window.keyboard.press('Enter');
    await see(window, '1 item was not sent.');
    expect(await findBarriers(window)).toEqual([]);
    for (const field of ['New password', 'The same password once more'])
      await fill(window, field, 'one for the file only');
    await press(window, 'Save the file');
    await see(window, 'Saved as latchkey-not-sent.latchkey');
    await press(window, 'Erase everything here now');
    await see(window, 'What was not sent is nowhere else.');
    await press(window, 'Erase everything here now');
    await see(window, 'No vault here yet');
  });
});

/** Another browser of the vault, that has sent that it joined. */
async function joined(session: Session, store: Store, phrase: string, deviceName: string): Promise<Page> {
  const page = await session.page('vault');
  const { ticket } = await answerTo<{ ticket: string }>(page, 'signin.start', { address: store.origin });
  await answerTo(page, 'signin.phrase', { ticket, phrase });
  await answerTo(page, 'signin.accept', { ticket, deviceName });
  await until('it to have sent that it joined', async () => {
    const { unsent } = await answerTo<{ unsent: number }>(page, 'account.status');
    return unsent === 0;
  });
  return page;
}

/** How every record begins that a browser keeps: read in a page of ours, which is quicker than all that is kept. */
const beginnings = `(async () => {
  const done = (request) => new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
  const database = await done(indexedDB.open('latchkey'));
  const rows = await done(database.transaction('records').objectStore('records').getAll());
  database.close();
  const hex = (bytes) => Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
  return [...new Set(rows.map(({ blob }) => hex(blob.subarray(0, 16))))];
})()`;

/** Under which keys the records lie. */
async function epochsIn(page: Page): Promise<Set<string>> {
  const begun = (await page.evaluate(beginnings)) as string[];
  return new Set(begun.map((hex) => toHex(epochOf(concat(fromHex(hex), bytes(512))) ?? bytes(0))));
}

/** What the tablet has for itself: opened, as its own background does it. */
async function deviceSecrets(session: Session, masterKey: Bytes): Promise<Record<string, Bytes>> {
  const stores = JSON.parse((await readEverythingKept(session)).databases) as { store: string; values: unknown[] }[];
  const header = stores.find(({ store }) => store === 'header')?.values[0] as {
    readonly account: string;
    readonly device: { readonly hex: string };
  };
  const deviceKey = masterKeyFor(masterKey, 'device');
  const opened = await openDeviceSecrets(fromHex(header.device.hex), header.account, () => deviceKey);
  if (!opened) throw new Error('the device secrets did not open');
  const { signing, agreement, mailbox, slot } = opened.secrets;
  return { signing, agreement, mailbox, slot: slot.secret };
}

async function pressInDialog(page: Page, name: string): Promise<void> {
  await until(`“${name}” in front`, () =>
    page.evaluate((wanted: string) => {
      const buttons = [...document.querySelectorAll<HTMLElement>('dialog[open] button')];
      const button = buttons.find((one) => one.innerText.trim() === wanted);
      button?.click();
      return button !== undefined;
    }, name),
  );
}
