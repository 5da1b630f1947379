import type { Frame, Page } from 'puppeteer-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { markAt } from '../pages/in-page.ts';
import { marksIn } from '../pages/marks-in.ts';
import { answerTo } from '../support/asking.ts';
import { press, see } from '../support/hands.ts';
import { describeEither, findBarriers, startSite, until, type Site } from '../support/index.ts';
import { closed, Desk, frameAt, pressRow, valuesIn } from './desk.ts';

const page = (body: string): string => `<!doctype html><meta charset="utf-8"><title>A shop</title>${body}`;
const field = (name: string, autocomplete: string, type = 'text'): string =>
  `<label>${name} <input name="${name}" type="${type}" autocomplete="${autocomplete}"></label> `;
const user = field('user', 'username', 'email');
const secret = field('secret', 'current-password', 'password');
const digits = ['1', '2', '3', '4', '5', '6'];
/** A code in boxes, as most pages have it: the first of them says what they are for. */
const boxes = digits
  .map((at) => `<input name="digit${at}" maxlength="1" ${at === '1' ? 'autocomplete="one-time-code"' : ''}>`)
  .join('');
const form = (fields: string, action = '/in'): string =>
  `<form method="post" action="${action}">${fields}<button>Go on</button></form>`;
const signIn = page(form(user + secret));

describeEither('filling', (launch, kind) => {
  let desk: Desk;
  let shop: Site;
  let other: Site;
  let login: string;

  beforeAll(async () => {
    [shop, other] = await Promise.all([startSite(), startSite()]);
    desk = await Desk.open(await launch());
    login = await desk.login(shop.origin);
    return () => Promise.all([shop.close(), other.close()]);
  });

  const popupOver = (below: Page): Promise<Page> => desk.popupOver(below);
  const filled = async (place: Page | Frame, values: Record<string, unknown>): Promise<void> => {
    const wanted = JSON.stringify(Object.keys(values));
    await until(`${wanted} to be filled`, async () => {
      const there = await valuesIn(place);
      return Object.entries(values).every(([name, value]) => value === '' || Boolean(there[name]));
    });
    expect(await valuesIn(place)).toMatchObject(values);
  };

  it('puts a login into the page by Enter in the popup, which closes; the code comes next', async () => {
    const site = await desk.session.open(shop.put('/', signIn));
    const popup = await popupOver(site);
    await see(popup, 'Fill ↵');
    await popup.keyboard.press('Enter');
    await filled(site, { user: 'mira@example.org', secret: 'hunter2-canary' });
    await closed(popup, kind);
    const next = await popupOver(site);
    await see(next, 'Code for Lantern Shop');
    await see(next, 'Fill code ↵');
    await see(next, 'If this site asks for the code, it follows by itself.');
    expect(await findBarriers(next)).toEqual([]);
    await next.close();
    await site.close();
  });

  it('asks in the popup about a frame from elsewhere, with its whole address, and fills it then', async () => {
    const inner = other.put('/frame', signIn);
    const site = await desk.session.open(
      shop.put('/framed', page(`<h1>Pay</h1><iframe src="${inner}" width="600"></iframe>`)),
    );
    const frame = await frameAt(site, inner);
    const id = await desk.keep('login', { title: 'In the frame', urls: [{ url: other.origin, match: 'host' }] });
    const popup = await popupOver(site);
    await see(popup, 'In the frame');
    await press(popup, 'More for “In the frame”');
    await press(popup, 'Fill in here');
    await see(popup, other.origin);
    expect(await valuesIn(frame)).toEqual({ user: '', secret: '' });
    expect(await popup.evaluate('document.activeElement.textContent')).toBe('Cancel');
    expect(await findBarriers(popup)).toEqual([]);
    await press(popup, 'Fill in all the same');
    await filled(frame, { user: 'mira@example.org', secret: 'hunter2-canary' });
    await closed(popup, kind);
    expect((await desk.fill(site, id)).questions).toEqual([{ doubt: 'frame', origin: other.origin }]);
    await site.close();
  });

  it('keeps an address with the login where that is agreed, and asks there no more', async () => {
    const id = await desk.keep('login', { title: 'Harbour', urls: [{ url: 'http://127.0.0.1', match: 'host' }] });
    const keeps = 'Keep this address with the login, and don’t ask again';
    const site = await desk.session.open(shop.put('/port', signIn));
    for (const isKept of [false, true]) {
      await site.reload();
      const popup = await popupOver(site);
      await press(popup, 'More for “Harbour”');
      await press(popup, 'Fill in here');
      await see(popup, 'The login is kept for another port.');
      await see(popup, shop.origin);
      expect(await valuesIn(site)).toEqual({ user: '', secret: '' });
      expect(await findBarriers(popup)).toEqual([]);
      if (isKept) await press(popup, keeps);
      await press(popup, 'Fill in all the same');
      await filled(site, { user: 'mira@example.org', secret: 'hunter2-canary' });
      await closed(popup, kind);
    }
    const { item } = await until('the address to be kept', async () => {
      const held = await answerTo<{ item: { urls: { url: string }[] } }>(desk.own, 'items.read', { id });
      return held.item.urls.length > 1 ? held : undefined;
    });
    expect(item.urls.map(({ url }) => url)).toEqual(['http://127.0.0.1', shop.origin]);
    await site.reload();
    const popup = await popupOver(site);
    await press(popup, 'More for “Harbour”');
    await press(popup, 'Fill in here');
    await filled(site, { user: 'mira@example.org', secret: 'hunter2-canary' });
    await closed(popup, kind);
    await answerTo(desk.own, 'items.trash', { id });
    await site.close();
  });

  it('fills a frame of the page’s own origin, and web components, open and closed', async () => {
    const inner = shop.put('/inner', signIn);
    const component = (mode: string): string =>
      `document.querySelector('#${mode}').attachShadow({ mode: '${mode}' }).innerHTML = ${JSON.stringify(form(user + secret))};`;
    const site = await desk.session.open(
      shop.put(
        '/components',
        page(`<iframe src="${inner}"></iframe><div id="open"></div><script>${component('open')}</script>`),
      ),
    );
    const frame = await frameAt(site, inner);
    const report = await desk.fill(site, login);
    expect(report.fields.map(({ outcome }) => outcome)).toEqual(['filled', 'filled', 'filled', 'filled']);
    expect((await valuesIn(frame))['secret']).toBe('hunter2-canary');
    expect(await site.evaluate(`document.querySelector('#open').shadowRoot.querySelector('[name=secret]').value`)).toBe(
      'hunter2-canary',
    );
    await site.goto(
      shop.put(
        '/closed',
        page(
          `<div id="closed"></div><script>const root = document.querySelector('#closed').attachShadow({ mode: 'closed' }); root.innerHTML = ${JSON.stringify(form(user + secret))}; globalThis.inside = root;</script>`,
        ),
      ),
    );
    expect((await desk.fill(site, login)).fields).toHaveLength(2);
    expect(await site.evaluate(`inside.querySelector('[name=secret]').value`)).toBe('hunter2-canary');
    await site.close();
  });

  it('fills what is read-only until somebody comes, and nothing that a page has put out of reach', async () => {
    const opens = `readonly onfocus="this.removeAttribute('readonly')"`;
    const shut = form(user + secret).replaceAll('name="', 'name="shut-');
    const site = await desk.session.open(
      shop.put(
        '/reach',
        page(
          `<main inert>${shut}</main><div role="dialog">${form(user + secret).replaceAll('<input', `<input ${opens}`)}</div>`,
        ),
      ),
    );
    expect((await desk.fill(site, login)).fields.map(({ outcome }) => outcome)).toEqual(['filled', 'filled']);
    await filled(site, { user: 'mira@example.org', secret: 'hunter2-canary', 'shut-user': '', 'shut-secret': '' });
    await site.evaluate(`document.querySelector('main').inert = false; document.querySelector('div').remove()`);
    await desk.fill(site, login);
    expect(await valuesIn(site), 'once it can be reached').toMatchObject({ 'shut-secret': 'hunter2-canary' });
    await site.close();
  });

  describe('in steps', () => {
    it('goes on by itself where the page changes, through the password to the code', async () => {
      const step = (fields: string): string => JSON.stringify(form(fields));
      const site = await desk.session.open(
        shop.put(
          '/app',
          page(`<main>${form(user)}</main><script>
          const steps = [${step(secret)}, ${step(boxes)}];
          addEventListener('submit', (event) => { event.preventDefault(); document.querySelector('main').innerHTML = steps.shift(); });
        </script>`),
        ),
      );
      await desk.fill(site, login);
      await filled(site, { user: 'mira@example.org' });
      await site.click('button');
      await filled(site, { secret: 'hunter2-canary' });
      await site.click('button');
      await filled(site, Object.fromEntries(digits.map((at) => [`digit${at}`, expect.stringMatching(/^\d$/)])));
      await site.close();
    });

    it('goes on in the next page of the same origin, and not after another one', async () => {
      const next = shop.put('/password', page(form(secret)));
      const away = other.put('/away', page('<p>Elsewhere</p>'));
      const site = await desk.session.open(shop.put('/name', page(`${form(user)}<a href="${next}">Next</a>`)));
      await desk.fill(site, login);
      await site.click('a');
      await filled(site, { secret: 'hunter2-canary' });
      await site.goto(`${shop.origin}/name`);
      await desk.fill(site, login);
      await site.goto(away);
      await site.goto(next);
      // What would have been filled by itself is filled when it is asked for: the page was ready for it.
      expect(await valuesIn(site)).toEqual({ secret: '' });
      await desk.fill(site, login);
      await filled(site, { secret: 'hunter2-canary' });
      await site.close();
    });
  });

  it('fills a card and an address, each by its row of the popup', async () => {
    await desk.keep('card');
    await desk.keep('identity');
    const card = field('number', 'cc-number') + field('expiry', 'cc-exp') + field('csc', 'cc-csc');
    const address = field('name', 'name') + field('street', 'street-address') + field('zip', 'postal-code');
    const site = await desk.session.open(shop.put('/pay', page(form(card) + form(address))));
    for (const [title, values] of [
      ['Cards for this form', { number: '4111111111111111', expiry: '08/39', csc: '737' }],
      ['People for this form', { name: 'Mira Lindqvist', street: 'Harbour Street 7', zip: '5003' }],
    ] as const) {
      const popup = await popupOver(site);
      await pressRow(popup, title);
      await filled(site, values);
      await closed(popup, kind);
    }
    await site.close();
  });

  it('says by field what did not fit, and leaves what a person typed until it is told to replace it', async () => {
    const short =
      '<label>Password <input name="secret" type="password" autocomplete="current-password" maxlength="6"></label>';
    const site = await desk.session.open(shop.put('/short', page(form(user + short))));
    await site.type('[name=user]', 'somebody@else.example');
    const popup = await popupOver(site);
    await press(popup, 'More for “Lantern Shop”');
    await press(popup, 'Fill in here');
    await see(popup, 'Password: it doesn’t fit the field');
    await see(popup, 'Copy password');
    await see(popup, 'Change it');
    await see(popup, 'User name: something stands there already');
    expect(await valuesIn(site)).toEqual({ user: 'somebody@else.example', secret: '' });
    await press(popup, 'Replace it');
    await until('the user name to be ours', async () => (await valuesIn(site))['user'] === 'mira@example.org');
    await popup.close();
    await site.close();
  });

  it('puts a password that it made into both fields for a new one, kept before, and is told as typed', async () => {
    const signUp = form(user + field('new', 'new-password', 'password') + field('again', 'new-password', 'password'));
    shop.put('/in', page('<h1>Welcome</h1>'));
    const site = await desk.session.open(shop.put('/join', page(signUp)));
    await site.type('[name=user]', 'new@example.org');
    const popup = await popupOver(site);
    await press(popup, 'Generate');
    await see(popup, 'Fill in');
    expect(await findBarriers(popup)).toEqual([]);
    await popup.focus('.generator-text');
    await popup.keyboard.press('Enter');
    const made = await until('the new password', async () => ((await valuesIn(site))['new'] ?? '') || undefined);
    expect(await valuesIn(site)).toEqual({ user: 'new@example.org', new: made, again: made });
    const { values } = await answerTo<{ values: { value: string }[] }>(desk.own, 'generator.history');
    expect(values[0]?.value).toBe(made);
    await closed(popup, kind);
    // The person sends it, and is asked whether to keep it: what we put in counts as typed.
    await site.bringToFront();
    await site.click('button');
    await until('the offer to save it', async () => {
      await site.mouse.move(5, 5);
      await site.mouse.move(9, 9);
      const { offers } = await answerTo<{ offers: readonly object[] }>(desk.own, 'save.offers');
      return offers.length > 0;
    });
    await site.close();
  });

  it('shows its mark at a login field, and at no search, combobox or editor', async () => {
    const site = await desk.session.open(
      shop.put(
        '/marks',
        page(
          `${form(user + secret)}<p><input id="search" type="search" name="q"></p><p><input id="box" role="combobox" name="pick"></p>`,
        ),
      ),
    );
    await site.bringToFront();
    await site.mouse.move(5, 5);
    await site.click('[name=secret]');
    await markAt(site, '[name=secret]');
    for (const selector of ['#search', '#box']) {
      await site.click(selector);
      expect(await marksIn(site, selector)).toEqual([]);
    }
    await site.click('[name=user]');
    await markAt(site, '[name=user]');
    await site.close();
  });
});
