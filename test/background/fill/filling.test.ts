import { beforeEach, describe, expect, it } from 'vitest';
import { newId } from '../../../src/crypto/index.ts';
import { shared, signIn, Tab } from './tab.ts';

describe('filling an item into a tab', () => {
  let tab: Tab;
  beforeEach(async () => {
    tab = await Tab.open();
  });

  it('gives a document what its form takes, and nothing else', async () => {
    const here = tab.page(0, 'https://shop.example/login');
    expect(await tab.fill()).toEqual({
      fields: [
        { type: 'username', outcome: 'filled' },
        { type: 'current-password', outcome: 'filled' },
      ],
      questions: [],
    });
    expect(here.got).toEqual({ login: { username: 'mira', password: 'hunter2', accountId: '' } });
  });

  it.each([
    [['username'], { username: 'mira', password: '', accountId: '' }],
    [['email'], { username: 'mira', password: '', accountId: '' }],
    [['current-password'], { username: '', password: 'hunter2', accountId: '' }],
    [['account-id', 'new-password'], { username: '', password: '', accountId: '4471' }],
    [
      ['one-time-code'],
      { username: '', password: '', accountId: '', code: expect.stringMatching(/^\d{6}$/) as string },
    ],
  ] as const)('gives to %j %j', async (types, values) => {
    const here = tab.page(0, 'https://shop.example', { ...signIn, types });
    await tab.fill();
    expect(here.got).toEqual({ login: values });
  });

  it('gives the code alone where only that is asked for', async () => {
    const here = tab.page(0, 'https://shop.example', { ...signIn, types: ['current-password', 'one-time-code'] });
    await tab.fill({ part: 'code' });
    expect(here.got?.login?.password).toBe('');
    expect(here.got?.login?.code).toMatch(/^\d{6}$/);
  });

  it('gives each frame its own origin’s login alone', async () => {
    const [top, same, foreign] = [
      tab.page(0, 'https://shop.example'),
      tab.page(3, 'https://shop.example/inner'),
      tab.page(4, 'https://ads.example'),
    ];
    await tab.fill();
    expect([top.got, same.got, foreign.got].map((got) => got?.login?.password)).toEqual([
      'hunter2',
      'hunter2',
      undefined,
    ]);
  });

  it('asks for a frame inside a foreign page, and fills it once that was agreed to', async () => {
    tab.topUrl = 'https://news.example';
    tab.page(0, 'https://news.example', null);
    const frame = tab.page(3, 'https://shop.example');
    const { questions, ...asked } = await tab.fill();
    expect([questions, asked.fields, frame.got]).toEqual([
      [{ doubt: 'frame', origin: 'https://shop.example' }],
      [],
      undefined,
    ]);
    expect((await tab.fill({ agreed: questions })).fields).toHaveLength(2);
    expect(frame.got?.login?.password).toBe('hunter2');
  });

  it.each([
    ['no document that the browser lets us into', (): unknown => 0, 'unreachable'],
    ['no form', () => tab.page(0, 'https://shop.example', null), 'no-field'],
    ['a page that it doesn’t belong to', () => tab.page(0, 'https://other.example'), 'elsewhere'],
    ['a form that sends nowhere', () => tab.page(0, 'https://shop.example', { ...signIn, targets: [''] }), 'no-target'],
  ])('says why nothing was filled in: %s', async (_, make, refused) => {
    make();
    expect(await tab.fill()).toEqual({ fields: [], questions: [], refused });
  });

  describe('another document that asks in its place', () => {
    it.each([
      ['in another tab', { asker: { tab: 8 } }],
      ['in another frame', { asker: { frame: 9 } }],
      ['after a navigation, by the browser’s id', { asker: { document: 'the next document' } }],
      ['after a navigation, by the page’s own name', { page: newId() }],
      ['for an errand that nobody is on', { errand: newId() }],
    ])('gets nothing: %s', async (_, asks) => {
      const here = tab.page(0, 'https://shop.example');
      here.asks = asks;
      await tab.fill();
      expect(here.failed).toMatchObject({ code: 'forbidden' });
      expect(here.got).toBeUndefined();
    });

    it('gets nothing the second time, though it is the right one', async () => {
      const here = tab.page(0, 'https://shop.example');
      let second: unknown;
      const once = here.fill.bind(here);
      here.fill = async (all, order) => {
        const answer = await once(all, order);
        second = await tab.filling
          .here({ errand: order.errand, page: here.page, form: signIn }, here.asker)
          .catch((e: unknown) => e);
        return answer;
      };
      await tab.fill();
      expect(here.got?.login?.password).toBe('hunter2');
      expect(second).toMatchObject({ code: 'forbidden' });
    });

    it('gets nothing once the filling is over', async () => {
      const here = tab.page(0, 'https://shop.example', null);
      let errand = '';
      here.fill = (_, order) => {
        ({ errand } = order);
        return Promise.resolve([]);
      };
      await tab.fill();
      await expect(tab.filling.here({ errand, page: here.page, form: signIn }, here.asker)).rejects.toMatchObject({
        code: 'forbidden',
      });
    });

    it('is told by its name alone where a browser has no ids', async () => {
      const here = tab.page(0, 'https://shop.example');
      Object.assign(here.asker, { document: undefined });
      await tab.fill();
      expect(here.got?.login?.password).toBe('hunter2');
    });
  });

  it('gives a password that was made to the fields for a new one, and to none for another', async () => {
    const [signUp, login] = [
      tab.page(0, 'https://new.example', { ...signIn, kind: 'sign-up', types: ['email', 'new-password'] }),
      tab.page(2, 'https://new.example', signIn),
    ];
    tab.topUrl = 'https://new.example';
    const asked = { password: 'made-just-now', tab: 7, replace: false, agreed: [] };
    expect((await tab.filling.fillMade(asked)).questions).toEqual([]);
    expect(signUp.got).toEqual({
      login: { username: '', password: '', accountId: '', newPassword: 'made-just-now' },
    });
    expect(login.got).toBeUndefined();
  });

  it('gives no password that was made while all is locked', async () => {
    tab.page(0, 'https://new.example', { ...signIn, kind: 'sign-up', types: ['new-password'] });
    await tab.parts.session.lock('demand');
    const asked = { password: 'made-just-now', tab: 7, replace: false, agreed: [] };
    await expect(tab.filling.fillMade(asked)).rejects.toMatchObject({ code: 'locked' });
  });

  it('gives nothing of an item in the trash', async () => {
    tab.page(0, 'https://shop.example');
    await tab.ask('items.trash', { id: tab.id });
    expect((await tab.fill()).refused).toBe('no-field');
  });

  it('gives nothing once everything is locked', async () => {
    const here = tab.page(0, 'https://shop.example');
    const once = here.fill.bind(here);
    here.fill = async (all, order) => {
      await tab.ask('lock', {});
      return once(all, order);
    };
    await tab.fill();
    expect(here.failed).toMatchObject({ code: 'forbidden' });
    await expect(tab.fill()).rejects.toMatchObject({ code: 'locked' });
  });

  it('gives of a card and an identity what the form takes', async () => {
    const card = { ...shared, kind: 'card', title: 'Card', holder: 'Mira L', number: '4111', notes: '' } as const;
    const rest = { expiryMonth: '08', expiryYear: '2029', code: '123', pin: '9999' };
    const { id: cardId } = await tab.ask('items.save', { item: { ...card, ...rest } });
    const here = tab.page(0, 'https://any.example', { ...signIn, kind: 'card', types: ['cc-number', 'cc-exp'] });
    await tab.fill({ id: cardId });
    expect(here.got).toEqual({
      card: { holder: '', number: '4111', expiryMonth: '08', expiryYear: '2029', code: '' },
    });
  });
});
