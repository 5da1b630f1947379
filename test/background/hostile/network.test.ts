import { expect, onTestFinished, test, vi } from 'vitest';
import type { NoteFields } from '../../../src/rpc/index.ts';
import { lookupOf } from '../../../src/sync/index.ts';
import { endpoints } from '../../../src/wire/index.ts';
import type { Asked } from '../../hostile-store/index.ts';
import { found } from '../../support/canaries.ts';
import { tap } from '../support/hostile.ts';
import { Person } from '../support/person.ts';
import type { Browser } from '../support/person.ts';

/*
 * What an unlocked vault asks for. All of the network that our code gets is the `fetch` that is handed to it (a rule of the
 * linter), so that everything which could be asked is asked here, in front of the recorder.
 */

const canaries = {
  site: 'canary-site.example',
  picture: 'https://canary-picture.example/favicon.ico',
  address: 'canary@canary-mail.example',
  tag: 'canary-tag.example',
  edited: 'https://canary-edited.example/path',
};

const note: NoteFields = {
  kind: 'note',
  title: `https://${canaries.site}/login`,
  body: `![](${canaries.picture}) <img src="${canaries.picture}"> mailto:${canaries.address}`,
  favourite: true,
  tags: [canaries.tag],
  folder: '',
  fields: [],
};

/** Everything that a person does with an item. */
async function live({ ask }: Browser): Promise<void> {
  const { id } = await ask('items.save', { item: { ...note, tags: [...note.tags] } });
  const gone = await ask('items.save', { item: { ...note, tags: [] } });
  for (const query of ['canary', canaries.site]) {
    await ask('items.search', { query, in: 'all', offset: 0, limit: 100 });
  }
  const { revision } = await ask('items.read', { id });
  await ask('items.save', { id, revision, item: { ...note, title: canaries.edited, tags: [] } });
  await ask('items.trash', { id: gone.id });
  await ask('items.delete', { id: gone.id });
  await ask('items.read', { id });
}

/** A whole life: local, signed up, with a second browser, locked and opened again, with other ways in, by itself again. */
async function lead(person: Person): Promise<void> {
  const browser = person.browser();
  await browser.ask('vault.create', { password: person.password, deviceName: 'first browser' });
  await live(browser);
  await person.signUp(browser);
  await browser.settled();
  await live(browser);
  const second = await person.joinedBrowser();
  await live(second);
  await browser.settled();
  await browser.ask('lock', {});
  await browser.ask('unlock.password', { password: person.password });
  await person.addPhrase(browser);
  await browser.settled();
  expect(await second.titles()).toHaveLength(3);
  await second.ask('account.sessions', {});
  await browser.ask('account.disconnect', {});
  await live(browser);
}

test('a vault full of addresses asks for nothing but its store, and no address is in anything that is asked', async () => {
  const elsewhere = vi.spyOn(globalThis, 'fetch').mockRejectedValue(new TypeError('no network'));
  onTestFinished(() => elsewhere.mockRestore());
  const person = await Person.arrive();
  const recorder = tap(person);
  await lead(person);
  const known = new Set(Object.values(endpoints).map(({ method, path }) => `${method} ${person.address}${path}`));
  const strange = recorder.asked
    .map(({ method, url }) => `${method} ${url.origin}${url.pathname}`)
    .filter((request) => !known.has(request));
  expect(strange).toEqual([]);
  expect(elsewhere).not.toHaveBeenCalled();
  const told = Buffer.concat(recorder.asked.map(wordsOf));
  expect(found(told, canaries)).toEqual([]);
  // What does go there is found: the hash by which a store knows an e-mail address.
  expect(found(told, { lookup: lookupOf(person.email) })).toEqual(['lookup']);
});

/** All of a request: address, headers, body. */
function wordsOf({ url, headers, body }: Asked): Buffer {
  return Buffer.concat([Buffer.from(`${url.href}\n${JSON.stringify(headers)}\n`), body]);
}
