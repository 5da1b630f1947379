import type { Page } from 'puppeteer-core';
import type { Rolldown } from 'vite';
import { build } from 'vite';
import { afterAll, beforeAll, expect, inject, it } from 'vitest';
import { see } from '../support/hands.ts';
import { closed, Desk, pressRow } from './desk.ts';
import { hardFields } from './hard-fields.ts';
import { describeInTurn, startSite, until, type Session, type Site } from '../support/index.ts';

/** Autofill as one script that leaves `filler` behind. */
async function bundle(): Promise<string> {
  const entry = new URL('filler.ts', import.meta.url).pathname;
  const built = (await build({
    configFile: false,
    logLevel: 'error',
    build: { write: false, minify: false, lib: { entry, formats: ['iife'], name: 'filler' } },
  })) as Rolldown.RolldownOutput[];
  return built[0]?.output[0].code ?? '';
}

const values = {
  login: { username: 'mira@example.org', password: 'the key under the mat', accountId: '', code: '012345' },
  card: { holder: '', number: '4111 1111 1111 1111', expiryMonth: '5', expiryYear: '2031', code: '' },
  identity: {
    ...{ salutation: '', firstName: '', middleName: '', lastName: '', username: '', company: '', email: '', phone: '' },
    ...{ birthday: '', address1: '12 Lane', address2: 'Back door', address3: '', city: '', region: '', postalCode: '' },
    country: 'Deutschland',
  },
};
const model = {
  username: values.login.username,
  password: values.login.password,
  expiry: '05/31',
  country: 'DE',
  about: '12 Lane\nBack door',
};
/** What a page has fields for. */
const pages = {
  react: model,
  vue: model,
  angular: model,
  svelte: model,
  mui: { ...model, country: 'Ge' },
  antd: { username: model.username, password: model.password, expiry: model.expiry, about: model.about },
  radix: { username: model.username, password: model.password },
};

describeInTurn('values in a page', (launch) => {
  let session: Session;
  let site: Site;
  let script: string;

  beforeAll(async () => {
    session = await launch();
    site = await startSite(inject('pages'));
    script = `${await bundle()}; globalThis.filler = filler; undefined`;
  });
  afterAll(() => site.close());

  async function visit(path: string): Promise<Page> {
    const page = await session.open(site.origin + path);
    await page.bringToFront();
    await until('the page', () => page.evaluate('!!globalThis.probe && document.querySelector("input") !== null'));
    await page.evaluate(script);
    return page;
  }

  const fill = async (page: Page, by: 'fillHere' | 'fillSurveyed' = 'fillHere'): Promise<string[]> =>
    (await page.evaluate(
      `filler.${by}(${JSON.stringify(values)}).then((all) => all.map(({ outcome }) => outcome))`,
    )) as string[];

  const where = '[document.activeElement?.name, scrollY].join()';
  for (const [name, wanted] of Object.entries(pages)) {
    it(`of ${name} reach its model, and its button`, async () => {
      const page = await visit(`/forms/${name}.html`);
      expect(await page.evaluate('probe.isReady()')).toBe(false);
      const cursor = await page.evaluate(where);
      const outcomes = await fill(page);
      expect(outcomes).toEqual(Object.keys(wanted).map(() => 'filled'));
      expect(await page.evaluate('probe.model()')).toEqual(wanted);
      expect(await page.evaluate('probe.isReady()')).toBe(true);
      expect(await page.evaluate(`[...document.querySelectorAll('button')].at(-1).disabled`)).toBe(false);
      expect(await page.evaluate(where)).toBe(cursor);
      const left = Object.keys(wanted).filter((field) => !String(cursor).startsWith(field));
      expect(await page.evaluate('[...new Set(probe.left())].sort()')).toEqual(left.toSorted());
      await page.close();
    });
  }

  it('into hard fields: none where it is not meant, none cut, nothing sent', async () => {
    const frames = Object.values(hardFields).map(
      ({ html }) => `<iframe srcdoc="${html.replaceAll('"', '&quot;')}"></iframe>`,
    );
    site.put('/hard', `<!doctype html><meta charset="utf-8"><title>Hard fields</title>${frames.join('')}`);
    const page = await session.open(`${site.origin}/hard`);
    await page.bringToFront();
    const inner = page.mainFrame().childFrames();
    const became = await Promise.all(
      Object.values(hardFields).map(async ({ script: prepared = '', replace = false }, at) => {
        await inner[at]?.evaluate(script);
        return inner[at]?.evaluate(`(async () => {
          let sent = 0;
          HTMLFormElement.prototype.submit = HTMLFormElement.prototype.requestSubmit = () => { sent += 1 };
          document.body.addEventListener('submit', () => { sent += 1 });
          (0, eval)(${JSON.stringify(prepared)});
          const all = await filler.fillHere(${JSON.stringify(values)}, { replace: ${String(replace)} });
          const stands = [...document.querySelectorAll('input, select')].map(({ value }) => value);
          return { outcomes: all.map(({ outcome }) => outcome), stands, sent };
        })()`);
      }),
    );
    const names = Object.keys(hardFields);
    const wanted = Object.values(hardFields).map(({ outcomes, stands }) => ({ outcomes, stands, sent: 0 }));
    const byName = (all: readonly unknown[]): unknown => Object.fromEntries(all.map((one, at) => [names[at], one]));
    expect(byName(became)).toEqual(byName(wanted));
    await page.close();
  });

  it('leave a person where they write, and the page where it was scrolled to', async () => {
    const page = await visit('/forms/react.html');
    await page.evaluate(`document.body.setHTMLUnsafe(
      '<input id="search" value="lost and found"><div style="height: 3000px"></div>' +
      '<form><input id="user" autocomplete="username"><input id="next" type="password" autocomplete="current-password"></form>');
      user.addEventListener('input', () => next.focus());
      search.focus(); search.setSelectionRange(5, 8)`);
    expect(await fill(page)).toEqual(['filled', 'filled']);
    expect(await page.evaluate('[document.activeElement.id, search.selectionStart, search.selectionEnd]')).toEqual([
      ...['search', 5, 8],
    ]);
    expect(await page.evaluate('scrollY')).toBe(0);
    await page.close();
  });

  for (const kind of ['typed', 'pasted', 'hidden', 'radix', 'ant']) {
    it(`are a code, ${kind}`, async () => {
      const page = await visit(`/forms/codes.html#${kind}`);
      const outcomes = await fill(page, 'fillSurveyed');
      expect([outcomes, await page.evaluate('probe.model()')]).toEqual([outcomes, { [kind]: '012345' }]);
      expect(new Set(outcomes)).toEqual(new Set(['filled']));
      await page.close();
    });
  }
});

/** Of these forms a person fills the login, then the card, each by its row of the popup. */
describeInTurn('the popup over a page', (launch, kind) => {
  let desk: Desk;
  let site: Site;

  beforeAll(async () => {
    site = await startSite(inject('pages'));
    desk = await Desk.open(await launch());
    await desk.keep('login', { totp: '', urls: [{ url: site.origin, match: 'host' }] });
    await desk.keep('card');
    return () => site.close();
  });

  for (const [name, wanted] of Object.entries(pages)) {
    it(`of ${name} fills its model`, async () => {
      const page = await desk.session.open(`${site.origin}/forms/${name}.html`);
      await until('the page', () => page.evaluate('!!globalThis.probe && document.querySelector("input") !== null'));
      const popup = await desk.popupOver(page);
      await see(popup, 'Fill ↵');
      await popup.keyboard.press('Enter');
      const login = { username: 'mira@example.org', password: 'hunter2-canary' };
      await until('the login in the model', async () => {
        const model = (await page.evaluate('probe.model()')) as Record<string, string>;
        return model['username'] === login.username && model['password'] === login.password;
      });
      await closed(popup, kind);
      if ('expiry' in wanted) {
        const next = await desk.popupOver(page);
        await pressRow(next, 'Cards for this form');
        await until('the card in the model', () => page.evaluate(`probe.model().expiry === '08/39'`));
        await closed(next, kind);
      }
      const isReady = `probe.isReady() && !([...document.querySelectorAll('button')].at(-1).disabled)`;
      await until('the button to be ready', () => page.evaluate(isReady));
      await page.close();
    });
  }
});
