import type { Page } from 'puppeteer-core';
import { beforeAll, expect, it } from 'vitest';
import { age, answerTo, ask, inPage } from '../support/asking.ts';
import { describeEither, openBareCorner, until, type Session } from '../support/index.ts';

const password = 'canary-password-8e01b5';
const title = 'canary-title-3ff90a';
const body = 'canary-body-d0c77e';
const minute = 60_000;

/** All that a page holds in its document: its markup, and what its fields and storage hold. */
const heldIn = (page: Page) =>
  page.evaluate(`JSON.stringify([
    document.documentElement.outerHTML,
    [...document.querySelectorAll('input, textarea')].map(({ value }) => value),
    { ...localStorage }, { ...sessionStorage }, document.title, location.href,
  ])`) as Promise<string>;

const holds = async (page: Page): Promise<string[]> => {
  const held = await heldIn(page);
  return [password, title, body].filter((canary) => held.includes(canary));
};

describeEither('a lock', (launch) => {
  let session: Session;
  /** A page without a script of ours: it only carries the test's own questions. */
  let corner: Page;
  let vault: Page;
  let popup: Page;
  let item: string;

  const opened = async () => {
    if (!(await ask(corner, 'items.read', { id: item })).ok) await answerTo(corner, 'unlock.password', { password });
    await until('the note to be open', async () => (await holds(vault)).includes(body));
    await until('the list to be open', async () => (await holds(popup)).includes(title));
  };
  const areEmpty = async () => (await holds(vault)).length === 0 && (await holds(popup)).length === 0;
  const emptied = () => until('both pages to have dropped everything', areEmpty);
  const ring = () => inPage(corner, `api.alarms.create('lock', { when: Date.now() })`);

  beforeAll(async () => {
    session = await launch();
    corner = await openBareCorner(session);
    await answerTo(corner, 'vault.create', { password, deviceName: 'Test browser' });
    const note = { kind: 'note', title, body, favourite: false, tags: [], folder: '', fields: [] };
    ({ id: item } = await answerTo<{ id: string }>(corner, 'items.save', { item: note }));
    vault = await session.page('vault', `#item/${item}`);
    popup = await session.page('popup');
  });

  it('on demand empties every page that is open', async () => {
    await opened();
    await answerTo(corner, 'lock');
    await emptied();
  });

  it('by time empties them unasked, with the background stopped', async () => {
    await opened();
    await session.stopBackground();
    await age(corner, 15 * minute);
    // A page that misses the background wakes it, and it sets the alarm too, by the times of before: it rings until it is heard.
    await until('both pages to have dropped everything', async () => {
      if (!(await areEmpty())) await ring();
      return areEmpty();
    });
    expect(await answerTo(corner, 'status')).toMatchObject({ lock: 'locked', lockedBy: 'time' });
  });

  it('that is short leaves the notes open', async () => {
    await opened();
    await age(corner, 6 * minute);
    expect(await answerTo(corner, 'status')).toMatchObject({ lock: 'messages-locked' });
    expect(await answerTo(corner, 'items.read', { id: item })).toMatchObject({ item: { body } });
    await answerTo(corner, 'unlock.password', { password });
    expect(await answerTo(corner, 'status')).toMatchObject({ lock: 'unlocked' });
  });

  it('wants a fresh proof for what changes the ways in', async () => {
    await age(corner, 4 * minute);
    await answerTo(corner, 'items.read', { id: item });
    await age(corner, 2 * minute);
    expect(await ask(corner, 'ways.changePassword', { password: 'x' })).toEqual({
      ok: false,
      code: 'fresh-proof-needed',
    });
  });
});
