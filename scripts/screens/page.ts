import { encrypt, focusField, openCompose, openReveal, revealed } from '../../test/e2e/pages/in-page.ts';
import { press } from '../../test/e2e/support/hands.ts';
import { servePractice } from '../tasks/practice.ts';
import { tabSize, type Scene } from './stage.ts';

/** What a page shows of us: the mark, the box to write in, and a text that is opened in its place. */
export const page: Scene = async (stage) => {
  const practice = await servePractice();
  try {
    const site = await stage.open(practice.url, tabSize);
    await site.bringToFront();
    await focusField(site, '#message');
    await stage.shoot(site, 'page-mark');
    const compose = await openCompose(site, '#message');
    await stage.shoot(site, 'page-compose');
    await encrypt(site, compose, 'The alarm code changed. The new one is in the blue envelope, second drawer.');
    await stage.shoot(site, 'page-armored');
    await press(site, 'Post to the wall');
    await site.$eval('#wall', (wall) => {
      wall.scrollIntoView({ block: 'center' });
    });
    const reveal = await openReveal(site, '#wall li');
    await revealed(reveal);
    await stage.shoot(site, 'page-reveal');
    await site.close();
  } finally {
    practice.close();
  }
};
