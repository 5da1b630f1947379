import type { Page } from 'puppeteer-core';
import { answerTo } from '../../../test/e2e/support/asking.ts';
import { armoredIn, encrypt, openCompose, openReveal, pressButton } from '../../../test/e2e/pages/in-page.ts';
import { inviteIn } from '../../../test/e2e/pages/invite-in.ts';
import { press, see } from '../../../test/e2e/support/hands.ts';
import { signUp } from '../../../test/e2e/store/store-hands.ts';
import { startStore, type Store } from '../../../test/e2e/support/store.ts';
import { until } from '../../../test/support/until.ts';
import { servePractice } from '../../tasks/practice.ts';
import { popupSize, tabSize, type Scene, type Size, type Stage } from '../stage.ts';

const password = 'seven quiet harbours under snow';
const narrow: Size = { width: 400, height: 760, scale: 2 };

/** A browser of somebody with an account at this store, and no card as yet. */
async function arrive(
  stage: Stage,
  place: Store,
  name: string,
): Promise<{ readonly here: Stage; readonly page: Page }> {
  const here = await stage.elsewhere();
  const page = await here.open('vault.html#settings/store', tabSize);
  await answerTo(page, 'vault.create', { password, deviceName: 'Laptop' });
  await signUp(page, place, { email: `${name.toLowerCase()}@fjord.example`, password });
  return { here, page };
}

/** Mira writes to Bob, who installs Latchkey only then; somebody else answers, too. */
export const invitation: Scene = async (stage) => {
  const place = await startStore();
  const practice = await servePractice();
  try {
    const mira = await arrive(stage, place, 'Mira');
    await answerTo(mira.page, 'contacts.card.make', { name: 'Mira' });
    const site = await mira.here.open(practice.url, tabSize);
    await site.bringToFront();
    const compose = await openCompose(site, '#message');
    await inviteIn(compose, 'Bob', () => mira.here.shoot(site, 'compose-invite'));
    await compose.type('textarea', 'The spare key hangs behind');
    await mira.here.shoot(site, 'compose-invited');
    await encrypt(site, compose, ' the second plant.');
    const line = await armoredIn(site, '#message');
    await mira.here.shoot(site, 'invitation-put');

    const bob = await arrive(stage, place, 'Bob');
    const there = await bob.here.open(practice.url, tabSize);
    await there.bringToFront();
    await there.$eval('#message', (field, text) => ((field as HTMLTextAreaElement).value = text), line);
    await press(there, 'Post to the wall');
    await there.$eval('#wall', (wall) => wall.scrollIntoView({ block: 'center' }));
    const reveal = await openReveal(there, '#wall li');
    await reveal.waitForSelector('.reveal-name input');
    await bob.here.shoot(there, 'reveal-invitation');
    await reveal.type('.reveal-name input', 'Bob');
    await pressButton(reveal, '.button.primary');
    await until('that she was told', () =>
      reveal.evaluate(`document.querySelector('.reveal-name') === null && document.querySelector('.notice') !== null`),
    );
    await bob.here.shoot(there, 'reveal-told');

    const popup = await mira.here.open('popup.html#messages', popupSize);
    await popup.waitForSelector('.answer-ask', { timeout: 60_000 });
    await mira.here.shoot(popup, 'answer');
    await popup.evaluate(`document.querySelectorAll('.answers .actions .button')[1].click()`);
    await popup.waitForSelector('.people-digits');
    await mira.here.shoot(popup, 'answer-compare');
    const slim = await mira.here.open('vault.html#contacts', narrow);
    await slim.waitForSelector('.answer-ask');
    await mira.here.shoot(slim, 'answer-narrow');
    await slim.close();
    await see(popup, 'Bob');
    const page = await bob.here.open(`${place.origin}/i`, tabSize);
    await bob.here.shoot(page, 'invitation-page');
  } finally {
    practice.close();
    await place.end();
  }
};
