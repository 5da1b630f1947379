import type { Page } from 'puppeteer-core';
import { answerTo } from '../../test/e2e/support/asking.ts';
import { see } from '../../test/e2e/support/hands.ts';
import { findFrame } from '../../test/e2e/pages/in-page.ts';
import { openShop, right } from '../../test/e2e/save/shop.ts';
import { until } from '../../test/support/until.ts';
import { popupSize, tabSize, type Scene, type Stage } from './stage.ts';
import { password } from './welcome.ts';

const login = { kind: 'login', favourite: false, tags: [], folder: '', fields: [], accountId: '', totp: '', notes: '' };

interface Waiting {
  readonly offers: readonly { readonly id: string }[];
}

/** Types into a form and sends it; a person is there before and after. */
async function send(site: Page, address: string, values: Readonly<Record<string, string>>): Promise<void> {
  await site.goto(address);
  await site.bringToFront();
  await site.mouse.move(400, 300);
  await site.click(Object.keys(values)[0] ?? '');
  // Our script for forms comes a moment after somebody is in one.
  await new Promise((resolve) => setTimeout(resolve, 500));
  for (const [selector, text] of Object.entries(values)) {
    await site.click(selector);
    await site.type(selector, text);
  }
  await site.click('#go');
}

/** The offer, once it is there; until then somebody goes on moving the mouse. */
async function offered(site: Page): Promise<void> {
  const frame = await until('the offer', async () => {
    await site.mouse.move(400, 300);
    await site.mouse.move(404, 304);
    return findFrame(site, 'save');
  });
  await until('what is offered', () => frame.evaluate(`!!document.querySelector('.save-offer')`).catch(() => false));
}

async function answerAll(stage: Stage, own: Page): Promise<void> {
  const { offers } = await answerTo<Waiting>(own, 'save.offers');
  for (const { id } of offers) await stage.ask(own, 'save.decide', { offer: id, answer: { do: 'later' } });
}

/** Offers to keep what was typed: in the page, narrow and enlarged too, in the popup, and after an unlock. */
export const save: Scene = async (stage) => {
  const shop = await openShop();
  try {
    const own = await stage.open('popup.html', popupSize);
    const site = await stage.open(`${shop.origin}/account`, tabSize);
    const signUp = { '#user': 'mira@example.org', '#password': right, '#again': right };
    await send(site, `${shop.origin}/sign-up`, signUp);
    await offered(site);
    await stage.shoot(site, 'save-offer');
    await site.setViewport({ width: 360, height: 640, deviceScaleFactor: 2 });
    await stage.shoot(site, 'save-narrow');
    await site.setViewport({ width: 500, height: 380, deviceScaleFactor: 2 });
    await stage.shoot(site, 'save-200');
    await site.setViewport({ ...tabSize, deviceScaleFactor: 1 });
    await own.bringToFront();
    await see(own, 'Typed in pages');
    await stage.shoot(own, 'save-popup');
    await answerAll(stage, own);
    const urls = [{ url: shop.origin, match: 'host' }];
    const kept = { ...login, title: 'Lantern Shop', username: 'mira@example.org', password: 'the old one', urls };
    const { id } = (await stage.ask(own, 'items.save', { item: kept })) as { id: string };
    await send(site, `${shop.origin}/change`, { '#old': 'the old one', '#password': right, '#again': right });
    await offered(site);
    await stage.shoot(site, 'save-update');
    await answerAll(stage, own);
    await stage.ask(own, 'lock');
    await send(site, `${shop.origin}/sign-up`, { ...signUp, '#user': 'm.lindqvist@example.com' });
    await until('the next page', () => site.evaluate(`location.pathname === '/account'`).catch(() => false));
    await site.mouse.move(400, 300);
    await site.mouse.move(404, 304);
    await until('it to be judged', async () => {
      await stage.ask(own, 'unlock.password', { password });
      return (await answerTo<Waiting>(own, 'save.offers')).offers.length > 0;
    });
    await own.bringToFront();
    await own.evaluate('location.reload()');
    await see(own, 'Typed while locked');
    await stage.shoot(own, 'save-popup-locked');
    await answerAll(stage, own);
    await stage.ask(own, 'items.trash', { id });
    await stage.ask(own, 'items.delete', { id });
    await site.close();
    await own.close();
  } finally {
    await shop.close();
  }
};
