import type { Page } from 'puppeteer-core';
import { answerTo, inPage } from '../../test/e2e/support/asking.ts';
import { fill, press, see } from '../../test/e2e/support/hands.ts';
import { startStore } from '../../test/e2e/support/store.ts';
import { until } from '../../test/support/until.ts';
import type { Scene, Size, Stage } from './stage.ts';

const password = 'sieben stille Häfen unter Schnee';
const narrow: Size = { width: 360, height: 900, scale: 1 };
const popup: Size = { width: 380, height: 600, scale: 1 };
const shared = { favourite: true, tags: ['Haushaltsversicherung'], folder: 'Familie', fields: [], notes: '' };
const items = {
  login: {
    ...{ ...shared, kind: 'login', title: 'Versicherungsgesellschaft', accountId: '', username: 'mira@fjord.example' },
    ...{
      password: 'laut-quer-3-Fjord',
      totp: 'JBSWY3DPEHPK3PXP',
      urls: [{ url: 'https://versicherung.example', match: 'host' }],
    },
  },
  card: {
    ...{ ...shared, kind: 'card', title: 'Reisekarte', holder: 'Mira Lindqvist', number: '4111111111111111', pin: '' },
    ...{ expiryMonth: '08', expiryYear: '2039', code: '737' },
  },
  note: {
    kind: 'note',
    title: 'Alarmanlage',
    body: 'Im blauen Umschlag.',
    favourite: false,
    tags: [],
    folder: '',
    fields: [],
  },
};
const settings = [
  ...(['password', 'passkeys', 'phrase', 'store', 'second-factor', 'link', 'devices', 'sessions'] as const),
  ...(['activity', 'locks', 'copying', 'sites', 'about', 'erase'] as const),
];
const places = [
  ...['', '#trash', '#new', '#new/login', '#new/card', '#new/identity', '#transfer', '#duplicates'],
  ...['#contacts', '#connect/signup', '#connect/signin', '#recovery', '#drill', '#answers', '#losses', '#kit'],
  ...['#trustees', '#store-knows', ...settings.map((section) => `#settings/${section}`)],
];

/** Words that are cut off, or that run out of the window; what a person named may end in dots. */
const cutOff = `[...document.querySelectorAll('button, a, label, h1, h2, h3, legend, p, dt, dd, summary, .segment, .hint')]
  .filter((one) => one.checkVisibility() && one.innerText?.trim() && !one.closest('.row-words, .vault-row, .hidden-text'))
  .filter((one) => one.scrollWidth > one.clientWidth + 1 && getComputedStyle(one).overflowX !== 'visible'
    || one.getBoundingClientRect().right > innerWidth + 1)
  .map((one) => one.innerText.trim().slice(0, 60))`;

async function isDrawn(page: Page): Promise<void> {
  await until(
    'something to be drawn',
    async () => ((await page.evaluate('document.body.innerText.length')) as number) > 20,
  );
  await page.evaluate('new Promise((done) => setTimeout(done, 300))');
}

async function draw(stage: Stage, page: Page, name: string): Promise<void> {
  await isDrawn(page);
  const cut = (await page.evaluate(cutOff)) as string[];
  if (cut.length > 0) process.stderr.write(`${name}: cut off: ${cut.join(' | ')}\n`);
  await stage.shoot(page, `de-${name}`);
}

/** The same of what takes a store and a second browser: moving, linking, a browser that is lost. */
async function atStore(stage: Stage, own: Stage, page: Page): Promise<void> {
  const place = await startStore();
  try {
    const { phrase } = await answerTo<{ phrase: string }>(page, 'ways.drawPhrase');
    await answerTo(page, 'ways.addPhrase', { phrase, name: 'Papier' });
    await answerTo(page, 'account.signUp', { kind: 'keys', address: place.origin });
    const fresh = await stage.elsewhere('de');
    const welcome = await fresh.opened('welcome', narrow);
    await press(welcome, 'Ich habe schon einen Tresor');
    await fill(welcome, 'Adresse des Speicherdienstes', place.origin);
    await welcome.keyboard.press('Enter');
    await press(welcome, 'Von einem anderen Browser');
    await see(welcome, 'gilt einmal');
    await draw(fresh, welcome, 'link-code');
    await page.evaluate(`location.hash = '#settings/link'`);
    await press(page, 'Seinen Code lesen');
    await press(welcome, 'Stattdessen als Text kopieren');
    await see(welcome, 'Kopiert');
    await fill(page, 'Oder sein Code als Text', String(await inPage(welcome, 'navigator.clipboard.readText()')));
    await draw(own, page, 'link-read');
    await page.keyboard.press('Enter');
    await see(page, 'Welche Zahl zeigt der neue Browser?');
    await draw(own, page, 'link-choose');
    await see(welcome, 'Wählen Sie diese Zahl');
    await draw(fresh, welcome, 'link-number');
    await press(page, await welcome.$eval('.link-number', (element) => element.textContent.trim()));
    await see(welcome, 'Ist das Ihr Tresor?');
    await draw(fresh, welcome, 'link-confirm');
    await press(welcome, 'Hier öffnen');
    await until('it to be in', async () => (await answerTo<{ vault: string }>(welcome, 'status')).vault === 'present');
    await until('it to be listed', async () => {
      await answerTo(page, 'account.sync');
      return (await answerTo<readonly object[]>(page, 'devices.list')).length > 1;
    });
    for (const section of ['store', 'devices', 'sessions', 'second-factor', 'activity']) {
      await page.evaluate(`location.hash = '#settings/${section}'`);
      await isDrawn(page);
      await page.evaluate(`document.getElementById('settings-${section}')?.scrollIntoView()`);
      await draw(own, page, `store-${section}`);
    }
    for (const wish of ['move', 'moved']) {
      await page.evaluate(`location.hash = '#connect/${wish}'`);
      await draw(own, page, `store-connect-${wish}`);
    }
    await page.evaluate(`location.hash = '#settings/devices'`);
    await press(page, '„Chrome auf Linux“ entfernen');
    await see(page, 'Verloren oder gestohlen');
    await draw(own, page, 'devices-remove');
  } finally {
    await place.end();
  }
}

/** Every screen of the vault page and the popup in German, where long words have least room: says which are cut off. */
export const german: Scene = async (stage) => {
  const own = await stage.elsewhere('de');
  await draw(own, await own.opened('welcome', narrow), 'welcome');
  const page = await own.open('vault.html', narrow);
  await draw(own, page, 'vault-none');
  await answerTo(page, 'vault.create', { password, deviceName: 'Notebook im Arbeitszimmer' });
  const ids: string[] = [];
  for (const item of Object.values(items)) {
    ids.push((await answerTo<{ id: string }>(page, 'items.save', { item })).id);
  }
  for (const place of [...places, ...ids.map((id) => `#item/${id}`)]) {
    const at = place.startsWith('#item/') ? `item-${Object.keys(items)[ids.indexOf(place.slice(6))] ?? ''}` : place;
    await page.evaluate(`location.hash = ${JSON.stringify(place || '#all')}`);
    await isDrawn(page);
    if (place.startsWith('#settings/'))
      await page.evaluate(`document.getElementById('settings-${place.slice(10)}')?.scrollIntoView()`);
    await draw(own, page, `vault-${at.replace('#', '').replace('/', '-') || 'all'}`);
  }
  await atStore(stage, own, page);
  await page.close();
  const small = await own.open('popup.html', popup);
  await draw(own, small, 'popup');
  for (const [place, name] of [
    ['Nachrichten', 'messages'],
    ['Erzeugen', 'generator'],
  ] as const) {
    await press(small, place);
    await draw(own, small, `popup-${name}`);
  }
  // A lock draws every page of ours anew.
  await answerTo(small, 'lock');
  await small.close();
  const locked = await own.open('popup.html', popup);
  await draw(own, locked, 'popup-locked');
  await locked.close();
};
