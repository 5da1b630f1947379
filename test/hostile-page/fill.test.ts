import type { Page } from 'puppeteer-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { Desk, frameAt, valuesIn } from '../e2e/fill/desk.ts';
import { markAt } from '../e2e/pages/in-page.ts';
import { describeEither, startSite, type Site } from '../e2e/support/index.ts';
import { ownNames } from './own-names.ts';

const page = (body: string): string => `<!doctype html><meta charset="utf-8"><title>Trap</title><body>${body}`;
const input = (name: string, autocomplete: string, type = 'text', more = ''): string =>
  `<input name="${name}" type="${type}" autocomplete="${autocomplete}" ${more}>`;

/** Each kind of data, the field that shows it, and how a trap for it is written. */
const kinds = {
  login: { auto: 'current-password', type: 'password', beside: input('user', 'username'), secret: 'hunter2-canary' },
  code: { auto: 'one-time-code', type: 'text', beside: '', secret: /^\d{6}$/ },
  card: { auto: 'cc-number', type: 'text', beside: input('expiry', 'cc-exp'), secret: '4111111111111111' },
  identity: {
    auto: 'street-address',
    type: 'text',
    beside: input('name', 'name') + input('zip', 'postal-code'),
    secret: 'Harbour Street 7',
  },
} as const;
type Kind = keyof typeof kinds;

/** How a page hides a field from the person who fills the one beside it. */
const hidden: Readonly<Record<string, (field: string) => string>> = {
  'no display': (field) => `<div style="display: none">${field}</div>`,
  'no visibility': (field) => `<div style="visibility: hidden">${field}</div>`,
  'no opacity': (field) => `<div style="opacity: 0">${field}</div>`,
  'outside the page': (field) => `<div style="position: absolute; left: -9999px">${field}</div>`,
  'no size': (field) => `<div style="width: 0; height: 0; overflow: hidden">${field}</div>`,
  'clipped away': (field) => `<div style="position: absolute; clip-path: inset(100%)">${field}</div>`,
  'hidden attribute': (field) => `<div hidden>${field}</div>`,
};

/** What a page does to all of itself, so that nobody sees what is filled. */
const blinds = {
  'opacity of html': `document.documentElement.style.opacity = '0'`,
  'opacity of body': `document.body.style.opacity = '0'`,
  'no visibility of the form': `document.querySelector('form').style.visibility = 'hidden'`,
  'the form outside the page': `Object.assign(document.querySelector('form').style, { position: 'absolute', left: '-9999px' })`,
} as const;
const seen = `for (const one of [document.documentElement, document.body, document.querySelector('form')]) one.removeAttribute('style');`;

describeEither('pages that want what is filled', (launch, kind) => {
  let desk: Desk;
  let shop: Site;
  let other: Site;
  const items = {} as Record<Kind, string>;

  beforeAll(async () => {
    [shop, other] = await Promise.all([startSite(), startSite()]);
    desk = await Desk.open(await launch());
    items.login = await desk.login(shop.origin);
    items.code = items.login;
    items.card = await desk.keep('card');
    items.identity = await desk.keep('identity');
    return () => Promise.all([shop.close(), other.close()]);
  });

  /** Where a browser opens no popup by itself, a mark opens a window, which would lie above all pages to come. */
  const closeWindows = async (): Promise<void> => {
    for (const one of await desk.session.browser.pages()) {
      // Asked of the page itself: a driver may know an old address for as long as it likes.
      const place: unknown = await one.evaluate('location.hash').catch(() => '');
      if (String(place).startsWith('#tab=')) await one.close();
    }
  };
  const visit = async (body: string, path = '/trap'): Promise<Page> => desk.session.open(shop.put(path, page(body)));
  const form = (of: Kind, more = '', attributes = 'method="post" action="/in"'): string => {
    const { auto, type, beside } = kinds[of];
    return `<form ${attributes}>${beside}${input('bait', auto, type, of === 'code' ? 'id="otp"' : '')}${more}<button>Go on</button></form>`;
  };

  describe.each(Object.keys(kinds) as Kind[])('%s', (of) => {
    const { auto, type, secret } = kinds[of];
    const caught = secret instanceof RegExp ? (expect.stringMatching(secret) as string) : secret;

    it('comes into the field that is seen, and into none that the page hides beside it', async () => {
      // A second password that only its box hides makes a form to sign up: that gets nothing at all.
      const trapFor = (how: string) =>
        of === 'login' && /no size|clipped/.test(how) ? { auto: 'username', type: 'text' } : { auto, type };
      const traps = Object.entries(hidden).map(([how, hide], at) =>
        hide(input(`trap${String(at)}`, trapFor(how).auto, trapFor(how).type)),
      );
      const site = await visit(form(of, traps.join('')));
      await desk.fill(site, items[of]);
      const values = await valuesIn(site);
      expect(values['bait']).toEqual(caught);
      Object.keys(hidden).forEach((how, at) => expect([how, values[`trap${String(at)}`]]).toEqual([how, '']));
      await site.close();
    });

    it('stays where the page hides its form, and comes once it is seen', async () => {
      const site = await visit(form(of));
      for (const [how, trick] of Object.entries(blinds)) {
        await site.evaluate(`{ ${trick} }`);
        const { fields } = await desk.fill(site, items[of]);
        expect([how, fields, (await valuesIn(site))['bait']]).toEqual([how, [], '']);
        await site.evaluate(seen);
      }
      await desk.fill(site, items[of]);
      expect((await valuesIn(site))['bait']).toEqual(caught);
      await site.close();
    });

    it('is got by no press that a page steals, makes up or moves', async () => {
      const site = await visit(form(of));
      await site.bringToFront();
      await site.mouse.move(3, 3);
      await site.click('[name=bait]');
      // An identity has no mark.
      const mark = of === 'identity' ? { x: 300, y: 30 } : await markAt(site, '[name=bait]');
      await site.evaluate(
        ({ x, y }) => {
          const target = document.elementFromPoint(x, y) ?? document.body;
          for (const type of ['pointerdown', 'mousedown', 'pointerup', 'mouseup', 'click', 'contextmenu', 'focusin']) {
            target.dispatchEvent(new MouseEvent(type, { bubbles: true, composed: true, clientX: x, clientY: y }));
          }
          for (const key of ['Enter', 'ArrowDown', ' '])
            target.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, composed: true }));
          postMessage({ push: 'fill', data: { order: 'fill' } }, '*');
        },
        { x: mark.x, y: mark.y },
      );
      // A real press: what it opens is a window of ours, and nothing is in the page.
      await site.mouse.click(mark.x, mark.y);
      await site.keyboard.press('ArrowDown');
      expect((await valuesIn(site))['bait']).toBe('');
      await closeWindows();
      await desk.fill(site, items[of]);
      expect((await valuesIn(site))['bait']).toEqual(caught);
      await site.close();
    });
  });

  describe('rules', () => {
    /** What is answered, and whether the secret stands in the page; with the right one beside it that gets it. */
    const outcome = async (body: string): Promise<unknown> => {
      const site = await visit(body);
      const { fields, questions, refused } = await desk.fill(site, items.login);
      const values = await valuesIn(site);
      await site.close();
      const got = Object.values(values).filter((value) => value.includes('canary'));
      return { fields: fields.length, questions, refused, got: got.length };
    };
    const given = { fields: 2, questions: [], refused: undefined, got: 1 };
    const kept = { fields: 0, got: 0 };

    it.each([
      ['an ordinary form', form('login'), given],
      [
        'fields named like what a form has',
        form('login', input('action', 'off', 'hidden') + input('getAttribute', 'off', 'hidden')),
        given,
      ],
      ['a form that is changed by script alone', form('login', '', ''), given],
    ])('%s gets it', async (_, body, wanted) => {
      expect(await outcome(body)).toEqual(wanted);
    });

    it('a form that sends elsewhere is asked, with that place', async () => {
      const target = [{ doubt: 'target', origin: other.origin }];
      expect(await outcome(form('login', '', `method="post" action="${other.origin}/in"`))).toMatchObject({
        ...kept,
        questions: target,
      });
      const button = `<button formaction="${other.origin}/in">Send</button>`;
      expect(await outcome(form('login', button))).toMatchObject({ ...kept, questions: target });
      // What a form says of itself is said by its fields, where they have these names.
      const hiding = form('login', '', `method="post" action="${other.origin}/in"`) + ownNames;
      expect(await outcome(hiding)).toMatchObject({ ...kept, questions: target });
    });

    it('a form with a field for each of its own names is filled and has its mark, like any other', async () => {
      const site = await visit(form('login') + ownNames);
      await site.bringToFront();
      await site.mouse.move(3, 3);
      await site.click('[name=bait]');
      await markAt(site, '[name=bait]');
      await desk.fill(site, items.login);
      expect(await valuesIn(site)).toMatchObject({ user: 'mira@example.org', bait: 'hunter2-canary', matches: '' });
      await site.close();
    });

    it('a form that sends behind its address is asked, one that sends to no place of the web refused', async () => {
      const query = [{ doubt: 'query', origin: shop.origin }];
      expect(await outcome(form('login', '', 'method="get" action="/in"'))).toMatchObject({
        ...kept,
        questions: query,
      });
      expect(await outcome(form('login', '', 'method="post" action="mailto:me@evil.example"'))).toMatchObject({
        ...kept,
        refused: 'no-target',
      });
    });

    it.each([
      [
        'a new password',
        `<form method="post">${input('user', 'username')}${input('new', 'new-password', 'password')}${input('again', 'new-password', 'password')}<button>Sign up</button></form>`,
      ],
      ['a search', `<form role="search">${input('q', 'off', 'search')}<button>Search</button></form>`],
      ['a newsletter', `<form method="post">${input('email', 'email', 'email')}<button>Subscribe</button></form>`],
      [
        'a text that names itself a password',
        `<form method="post">${input('password', 'current-password')}<button>Go</button></form>`,
      ],
    ])('%s gets none', async (_, body) => {
      expect(await outcome(body)).toMatchObject(kept);
    });

    it('a frame without an origin gets none, and the page around it its own', async () => {
      const inner = shop.put('/inner', page(form('login')));
      const site = await visit(`${form('login')}<iframe sandbox="allow-scripts allow-forms" src="${inner}"></iframe>`);
      const frame = await frameAt(site, inner);
      await desk.fill(site, items.login);
      expect([(await valuesIn(site))['bait'], (await valuesIn(frame))['bait']]).toEqual(['hunter2-canary', '']);
      await site.close();
    });

    it('a frame of another port, and one of another host, get none beside the page that gets its own', async () => {
      const port = other.put('/port', page(form('login')));
      const host = `${shop.origin.replace('127.0.0.1', 'localhost')}/inner`;
      shop.put('/inner', page(form('login')));
      const site = await visit(`${form('login')}<iframe src="${port}"></iframe><iframe src="${host}"></iframe>`);
      const frames = [await frameAt(site, port), await frameAt(site, host)];
      const { questions } = await desk.fill(site, items.login);
      const there = await Promise.all([site, ...frames].map(async (one) => (await valuesIn(one))['bait']));
      expect(there).toEqual(['hunter2-canary', '', '']);
      expect(questions).toEqual([
        { doubt: 'port', origin: other.origin },
        { doubt: 'frame', origin: other.origin },
      ]);
      await site.close();
    });

    it('a field that becomes readable as it gets the value, and one that is swapped, get none', async () => {
      const shows = `<script>document.querySelector('[name=user]').addEventListener('input', () => { document.querySelector('[name=bait]').type = 'text'; });</script>`;
      const swaps = `<script>document.querySelector('[name=user]').addEventListener('input', () => {
        const form = document.createElement('form'); form.action = '${other.origin}'; form.method = 'post';
        document.body.append(form); form.append(document.querySelector('[name=bait]')); });</script>`;
      for (const trick of [shows, swaps]) {
        const site = await visit(form('login') + trick);
        await desk.fill(site, items.login);
        expect(await valuesIn(site)).toEqual({ user: 'mira@example.org', bait: '' });
        await site.close();
      }
    });

    it('a page that another one took the place of gets none', async () => {
      const site = await visit(form('login'));
      const tab = await desk.tab(site);
      await site.goto(other.put('/next', page(form('login'))));
      expect(await desk.fill(site, items.login)).toMatchObject({
        fields: [],
        questions: [{ doubt: 'port', origin: other.origin }],
      });
      expect((await valuesIn(site))['bait']).toBe('');
      await site.goto(`${shop.origin}/trap`);
      expect(await desk.tab(site)).toBe(tab);
      await desk.fill(site, items.login);
      expect((await valuesIn(site))['bait']).toBe('hunter2-canary');
      await site.close();
    });

    it('thousands of fields are no reason to stop, nor for a value in any but one form’s', async () => {
      const count = process.env['LATCHKEY_RUNS'] ? 10_000 : 1_000;
      const many = `<form>${'<input name="x">'.repeat(count)}</form>`;
      const site = await visit(form('login') + many);
      await desk.fill(site, items.login);
      const values = await site.$$eval('input', (fields) =>
        fields.filter(({ value }) => value !== '').map(({ name }) => name),
      );
      expect(values).toEqual(['user', 'bait']);
      await site.close();
    });
  });

  it.runIf(kind === 'chromium')('a page that is only being prepared is filled by nobody', async () => {
    const ahead = shop.put('/ahead', page(form('login')));
    const site = await visit(
      `${form('login')}<script type="speculationrules">{ "prerender": [{ "urls": ["${ahead}"], "eagerness": "immediate" }] }</script>`,
    );
    await desk.fill(site, items.login);
    expect((await valuesIn(site))['bait']).toBe('hunter2-canary');
    await site.goto(ahead);
    expect((await valuesIn(site))['bait']).toBe('');
    await site.close();
  });
});
