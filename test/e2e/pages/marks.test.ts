import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { layouts } from './layouts.ts';
import { focusField } from './in-page.ts';
import { answerTo } from '../support/asking.ts';
import { coveredBy, marksIn } from './marks-in.ts';
import { describeEither, startSite, until, type Session, type Site, inTurn } from '../support/index.ts';

const empty = '<!doctype html><html><head><meta charset="utf-8"></head><body></body></html>';
const plain = '<textarea id="area" rows="3" style="width: 400px"></textarea>';

/** One page is drawn anew for each layout, as a person sees a page that lives long; its scripts run as its own. */
const draw = (css: string, body: string): string => `{
  document.querySelector('style')?.remove(); document.body.removeAttribute('contenteditable'); document.body.id = '';
  document.head.append(Object.assign(document.createElement('style'), { textContent: ${JSON.stringify(`body { margin: 60px; font: 16px sans-serif } ${css}`)} }));
  document.body.innerHTML = ${JSON.stringify(body)};
  const host = document.querySelector('#host');
  if (host) host.attachShadow({ mode: 'open' }).innerHTML = '<textarea style="width: 400px; height: 60px">';
  for (const script of document.body.querySelectorAll('script')) eval(script.textContent);
  scrollTo(0, 0); }`;
const rounds = 'new Promise((done) => setTimeout(done, 900))';

describeEither('a mark', (launch) => {
  let session: Session;
  let site: Site;
  let page: Page;

  const visit = async (path: string, html: string): Promise<Page> => {
    const opened = await session.open(site.put(path, html));
    await opened.bringToFront();
    return opened;
  };
  const nothingCovered = async (where: Page, selector: string): Promise<void> => {
    expect(await coveredBy(where, selector), 'what lies below the mark').toEqual([]);
  };

  beforeAll(async () => {
    session = await launch();
    site = await startSite();
    await answerTo(await session.page('popup'), 'vault.create', {
      password: 'a long enough password',
      deviceName: 'Test',
    });
    page = await visit('/layouts', empty);
    // The background may still be telling a browser that has just started where our scripts run.
    await until('a first mark', async () => {
      await page.reload();
      await page.bringToFront();
      await page.evaluate(draw('', plain));
      await focusField(page, '#area');
      return until('the mark', async () => (await marksIn(page, '#area'))[0], 3_000).catch(() => undefined);
    });
  });
  afterAll(() => site.close());

  describe('stands at its field or text, over nothing that is pressed, and goes with it:', () => {
    for (const { name, css = '', body, focus, steps } of inTurn(layouts)) {
      it(name, async () => {
        await page.evaluate(draw(css, body));
        // By a press where it is visible: the middle of a tall field is out of sight.
        if (focus) await page.mouse.click(...(await pressable(page, focus)));
        for (const { act, mark } of steps) {
          if (act) await page.evaluate(act);
          if (mark === null) {
            if (!act) await page.evaluate(rounds);
            await until('no mark', async () => (await marksIn(page)).length === 0);
            continue;
          }
          await until('the mark to stand still', async () => {
            const [first] = await marksIn(page, mark);
            await page.evaluate('new Promise((done) => setTimeout(done, 200))');
            const [second] = await marksIn(page, mark);
            return first && second && JSON.stringify(first) === JSON.stringify(second);
          });
          await nothingCovered(page, mark);
        }
      });
    }
  });
});

/** A point of the element that is seen. */
function pressable(page: Page, selector: string): Promise<[number, number]> {
  return page.evaluate((wanted: string): [number, number] => {
    const { left, top, right, bottom } = (document.querySelector(wanted) ?? document.body).getBoundingClientRect();
    const middle = (low: number, high: number, most: number): number => (Math.max(low, 0) + Math.min(high, most)) / 2;
    return [middle(left, right, innerWidth), middle(top, bottom, innerHeight)];
  }, selector);
}
