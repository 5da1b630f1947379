import type { Page } from 'puppeteer-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { age, answerTo, ask } from '../support/asking.ts';
import { describeInTurn, findBarriers, until, type Session } from '../support/index.ts';
import { doesNotSay, fill, lock, openVault, password, press, says, shows, stored, textOf } from './vault-page.ts';

const minute = 60_000;

describeInTurn('the settings', (launch) => {
  let session: Session;
  let page: Page;
  const go = (section: string): Promise<unknown> => page.evaluate(`location.hash = '#settings/${section}'`);
  const unlock = async (secret: string): Promise<void> => {
    await lock(page);
    await answerTo(page, 'unlock.password', { password: secret });
    await shows(page, '.vault-settings');
  };

  beforeAll(async () => {
    session = await launch();
    page = await openVault(session, '#settings');
    const item = {
      kind: 'note',
      title: 'Old note',
      body: 'from before',
      favourite: false,
      tags: [],
      folder: '',
      fields: [],
    };
    await answerTo(page, 'items.save', { item });
  });

  it('are all on one page, and axe finds nothing', async () => {
    for (const section of ['Password', 'Passkeys', 'Recovery phrase', 'Lock times', 'Sites', 'About']) {
      await says(page, section);
    }
    expect(await findBarriers(page)).toEqual([]);
  });

  it('are searched', async () => {
    await page.bringToFront();
    await page.keyboard.press('/');
    await page.keyboard.type('fingerprint');
    await doesNotSay(page, 'Lock times', '.vault-settings');
    await says(page, 'Passkeys', '.vault-settings');
    await page.keyboard.type('xyz');
    await says(page, 'No such setting');
    await page.keyboard.press('Escape');
    await says(page, 'Lock times', '.vault-settings');
  });

  describe('Password', () => {
    it('warns of a weak one, compares, and asks once more who it is after five minutes', async () => {
      await go('password');
      await press(page, 'Change the password');
      const [first, second] = ['#settings-password .field:nth-of-type(1) input', '#settings-password .field input'];
      await fill(page, first, 'abc');
      await says(page, 'Weak', '#settings-password');
      await fill(page, first, 'seven quiet moles dig until dawn');
      await says(page, 'Strong', '#settings-password');
      await page.evaluate(`(() => {
        const field = [...document.querySelectorAll(${JSON.stringify(second)})][1];
        field.value = 'seven quiet moles dig until dawn';
        field.dispatchEvent(new InputEvent('input', { bubbles: true }));
      })()`);
      await age(page, 6 * minute);
      await page.evaluate(`document.querySelector('#settings-password form').requestSubmit()`);
      await shows(page, 'dialog input[type="password"]');
      await fill(page, 'dialog input[type="password"]', password);
      await press(page, 'Unlock', 'dialog');
      await says(page, 'The password is changed', '#settings-password');
    });

    it('and then the old one opens nothing, and old notes still open', async () => {
      await lock(page);
      expect(await ask(page, 'unlock.password', { password })).toEqual({ ok: false, code: 'wrong-password' });
      await answerTo(page, 'unlock.password', { password: 'seven quiet moles dig until dawn' });
      expect((await stored(page, 'Old note'))?.item.body).toBe('from before');
      await shows(page, '.vault-settings');
    });
  });

  describe('Recovery phrase', () => {
    it('is shown once, confirmed word by word, and opens the vault', async () => {
      await unlock('seven quiet moles dig until dawn');
      await go('phrase');
      await press(page, 'Make a new phrase');
      await shows(page, '.phrase li:nth-child(24)');
      const words = (await page.evaluate(
        `[...document.querySelectorAll('#settings-phrase .phrase li')].map((one) => one.lastChild.textContent.trim())`,
      )) as string[];
      expect(words.length).toBe(24);
      await press(page, 'I have them on paper');
      await shows(page, '#settings-phrase .field input');
      for (const nth of [1, 2, 3]) {
        const field = `#settings-phrase .field:nth-of-type(${nth})`;
        const label = await textOf(page, `${field} label`);
        await fill(page, `${field} input`, words[Number(/\d+/.exec(label)?.[0]) - 1] ?? '');
      }
      await press(page, 'Confirm');
      await says(page, 'The phrase opens this vault', '#settings-phrase');
      expect(await findBarriers(page)).toEqual([]);
      await lock(page);
      await answerTo(page, 'unlock.phrase', { phrase: words.join(' ') });
      await shows(page, '.vault-settings');
    });

    it('is renamed and removed, and then opens nothing', async () => {
      await unlock('seven quiet moles dig until dawn');
      const [way] = (await answerTo<{ id: string; kind: string; name: string }[]>(page, 'ways.list')).filter(
        ({ kind }) => kind === 'phrase',
      );
      await press(page, `Rename “${way?.name ?? ''}”`);
      await fill(page, 'dialog input', 'In the safe');
      await press(page, 'Rename', 'dialog');
      await says(page, 'In the safe', '#settings-phrase');
      await press(page, 'Remove “In the safe”');
      await press(page, 'Remove', 'dialog');
      await says(page, 'You have no recovery phrase', '#settings-phrase');
      expect((await stored(page, 'Old note'))?.item.body).toBe('from before');
    });
  });

  it('Lock times keep to their bounds', async () => {
    await go('locks');
    const [messages, everything] = [
      '#settings-locks .field:nth-child(1) input',
      '#settings-locks .field:nth-child(2) input',
    ];
    await fill(page, messages, '0');
    await says(page, 'Whole minutes, from 1 to 1440', '#settings-locks');
    await fill(page, messages, '20');
    await says(page, 'Messages lock no later than everything', '#settings-locks');
    await fill(page, everything, '30');
    await press(page, 'Save', '#settings-locks');
    await says(page, 'The new times count from now', '#settings-locks');
    expect(await answerTo(page, 'settings.read')).toEqual({ lockMessagesAfter: 20, lockEverythingAfter: 30 });
  });

  it('Sites are switched off and on again', async () => {
    await go('sites');
    await fill(page, '#settings-sites form:not(.allowed) input[type="text"]', 'https://bank.example.com/login');
    await press(page, 'Switch off', '#settings-sites');
    await says(page, 'Switched off on', '#settings-sites');
    expect(await answerTo(page, 'sites.read')).toMatchObject({ off: ['bank.example.com'] });
    await press(page, 'Work on bank.example.com again');
    await doesNotSay(page, 'Switched off on', '#settings-sites');
  });

  it('About tells what this is', async () => {
    await go('about');
    const about = await answerTo<{ head: string; account: string; version: string }>(page, 'about');
    expect(about.head).toMatch(/^[A-Z2-7]{4}-[A-Z2-7]{4}$/);
    const text = await textOf(page, '#settings-about');
    for (const fact of [about.head, about.account.slice(0, 8), about.version, 'What leaves this browser: nothing']) {
      expect(text).toContain(fact);
    }
    await press(page, 'Licences');
    await until('the licences', async () => (await textOf(page, '#settings-about')).includes('hash-wasm'));
  });
});
