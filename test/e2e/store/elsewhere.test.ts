import type { ElementHandle } from 'puppeteer-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { freePort } from '../../support/free-port.ts';
import { arrive, type Writer } from '../pages/people.ts';
import { answerTo } from '../support/asking.ts';
import { press, see } from '../support/hands.ts';
import { describeInTurn } from '../support/index.ts';
import { startStore, type Store } from '../support/store.ts';

const host = '127.0.0.1';

describeInTurn('a contact at another store', (launch, kind) => {
  let store: Store;
  let elsewhere: Store;
  let alice: Writer;
  let bob: Writer;

  const names = async (): Promise<string[]> =>
    (await answerTo<{ name: string }[]>(alice.own, 'contacts.list')).map(({ name }) => name);

  beforeAll(async () => {
    const port = String(await freePort());
    store = await startStore();
    elsewhere = await startStore({
      LATCHKEY_PORT: port,
      LATCHKEY_ORIGIN: `http://${host}:${port}`,
      LATCHKEY_LOG: 'debug',
    });
    alice = await arrive(await launch(), store, 'Alice');
    bob = await arrive(await launch(), elsewhere, 'Bob');
  });
  afterAll(async () => {
    if (kind === 'firefox') await alice.session.keepHosts([]);
    await Promise.all([store.end(), elsewhere.end()]);
  });

  const look = async (): Promise<void> => {
    const { own } = alice;
    await own.bringToFront();
    await own.evaluate(`location.hash = '#contacts'`);
    await press(own, 'Add a contact');
    await own.waitForSelector('textarea');
    // As by pasting.
    await own.$eval(
      'textarea',
      (area, card) => {
        area.value = card;
        area.dispatchEvent(new Event('input', { bubbles: true }));
      },
      bob.card,
    );
    await press(own, 'Look at it');
    await see(own, 'This is another store than yours');
  };

  /** Not “Add a contact”, which begins so too. */
  const add = async (): Promise<void> => {
    const button = await alice.own.evaluateHandle(() =>
      [...document.querySelectorAll('button')].find(({ innerText }) => innerText.trim() === 'Add'),
    );
    await (button.asElement() as ElementHandle<HTMLElement>).click();
  };

  // In Chromium no driver can press the question: there the same flow has been allowed before.
  it.runIf(kind === 'firefox')('isn’t added where the browser was told no', async () => {
    await alice.session.keepHosts(['http://localhost/*']);
    const asked = await alice.session.answerForHosts(false);
    await look();
    await add();
    expect(await asked()).toEqual([`http://${host}/*`]);
    await see(alice.own, 'The browser does not let Latchkey talk to this store');
    expect(await names()).toEqual([]);
  });

  it('is added once the browser lets us speak with that store, and the question was for it alone', async () => {
    const asked = kind === 'firefox' ? await alice.session.answerForHosts(true) : undefined;
    // After a no the card is still there, to be added once more.
    if (!asked) await look();
    await add();
    if (asked) expect(await asked()).toEqual([`http://${host}/*`]);
    await see(alice.own, 'Here since');
    expect(await names()).toEqual(['Bob']);
  });
});
