import { beforeEach, describe, expect, it } from 'vitest';
import { randomBytes } from '../../src/crypto/index.ts';
import type { Id } from '../../src/encoding/index.ts';
import { toBase64url } from '../../src/encoding/index.ts';
import { pullAll } from '../../src/sync/index.ts';
import { temporaryFolder } from '../server/support/store.ts';
import { Browser, newAccount } from '../support/synced.ts';
import type { Account } from '../support/synced.ts';
import { backUp, restore } from '../sync/support/restored.ts';

/*
 * A store that was restored from an older backup (protocol 3): a browser stops, a person may publish what is there, and the
 * others follow if they knew the same.
 */
let account: Account;
let a: Browser;
let b: Browser;
let backup: string;
let ids: Record<'kept' | 'edited' | 'gone', Id>;

const everything = ({ client }: Browser) => pullAll(client, undefined);

async function publish(browser: Browser): Promise<void> {
  await browser.vault.replica.publishOver(await everything(browser));
  await browser.sync();
}

beforeEach(async () => {
  account = await newAccount();
  backup = temporaryFolder();
  a = await Browser.first(account, 'a');
  ids = { kept: await a.write('kept'), edited: await a.write('edited'), gone: await a.write('gone') };
  await a.sync();
  b = await Browser.joining(account, 'b');
  await a.sync();
  await backUp(account, backup);
  await a.edit(ids.edited, { title: 'edited since' });
  await a.sync();
  await a.remove(ids.gone);
  await a.write('new since');
  await a.sync();
  await b.sync();
});

it('is noticed, and nothing is written here or there', async () => {
  await restore(account, backup);
  const stored = a.stored();
  await expect(a.sync()).rejects.toMatchObject({ code: 'store-rolled-back' });
  expect(a.stored()).toEqual(stored);
});

describe('published by one browser', () => {
  it('is everything again, for the others and for a new one', async () => {
    await restore(account, backup);
    await publish(a);
    await b.sync();
    expect(await b.notes()).toEqual(await a.notes());
    expect(b.vault.records.has(ids.gone)).toBe(false);
    const c = await Browser.joining(account, 'c');
    await Promise.all([a.sync(), b.sync()]);
    for (const browser of [a, b, c]) {
      expect(await browser.notes()).toEqual(await a.notes());
      expect(await browser.vault.records.check()).toEqual({ damaged: [] });
    }
    for (const browser of [a, b, c]) {
      await browser.restart();
      await browser.write(`by ${browser.name}`);
      await browser.sync();
    }
    for (const browser of [a, b, c]) await browser.sync();
    expect(await b.notes()).toEqual(await a.notes());
    expect(await c.notes()).toEqual(await a.notes());
  });

  it('takes along what nobody had sent yet', async () => {
    await restore(account, backup);
    await a.edit(ids.kept, { body: 'by a' });
    await b.edit(ids.kept, { title: 'by b' });
    await b.write('only b');
    await expect(b.sync()).rejects.toMatchObject({ code: 'store-rolled-back' });
    await publish(a);
    await b.sync();
    await a.sync();
    expect(await a.notes()).toEqual(await b.notes());
    expect(await a.notes()).toMatchObject({ [ids.kept]: { title: 'by b', body: 'by a' } });
  });

  it('by two at the same time is one state', async () => {
    await restore(account, backup);
    await a.write('only a');
    await b.write('only b');
    for (const browser of [a, b]) await browser.vault.replica.publishOver(await everything(browser));
    await Promise.all([a.sync(), b.sync()]);
    await Promise.all([a.sync(), b.sync()]);
    expect(await a.notes()).toEqual(await b.notes());
    const titles = Object.values(await a.notes()).map((body) => (body as { title: string }).title);
    expect(titles.toSorted()).toEqual(['edited since', 'kept', 'new since', 'only a', 'only b']);
    expect(a.vault.replica.status).toMatchObject({ unsent: 0 });
    expect(b.vault.replica.status).toMatchObject({ unsent: 0 });
  });

  it('arrives though its answer was lost', async () => {
    await restore(account, backup);
    await a.vault.replica.publishOver(await everything(a));
    a.meddle = async (url, init, send) => {
      const response = await send(url, init);
      if (init.method === 'POST') throw new TypeError('cut off');
      return response;
    };
    await expect(a.sync()).rejects.toMatchObject({ code: 'unreachable' });
    a.meddle = (url, init, send) => send(url, init);
    await a.restart();
    await a.sync();
    expect(a.vault.replica.status).toMatchObject({ unsent: 0 });
    await b.sync();
    expect(await b.notes()).toEqual(await a.notes());
  });

  it('and its ways in changed: the others are locked, open by a new one, and have everything', async () => {
    await restore(account, backup);
    await publish(a);
    await a.newPhrase();
    await b.write('only b');
    await expect(b.sync()).rejects.toMatchObject({ code: 'rotated-away' });
    await b.reopen();
    await b.sync();
    await a.sync();
    expect(await a.notes()).toEqual(await b.notes());
    expect(Object.values(await a.notes())).toContainEqual(expect.objectContaining({ title: 'only b' }));
  });

  it('and its ways in changed: what is told a locked browser must have superseded what that one knows', async () => {
    await b.write('later, by b');
    await b.sync();
    await restore(account, backup);
    await publish(a);
    await a.newPhrase();
    const stored = b.stored();
    await expect(b.reopen()).rejects.toMatchObject({
      code: expect.stringMatching(/^store-(forked|rolled-back)$/) as string,
    });
    expect(b.stored()).toEqual(stored);
  });

  it('is found however far back it is', async () => {
    for (let count = 0; count < 70; count += 1) {
      await a.write(`note ${count}`);
      await a.sync();
    }
    await b.sync();
    await restore(account, backup);
    await publish(a);
    let pages = 0;
    b.meddle = (url, init, send) => {
      if (url.includes('/v1/pull')) pages += 1;
      return send(url, init);
    };
    await b.sync();
    expect(await b.notes()).toEqual(await a.notes());
    expect(pages).toBeLessThan(12);
  });

  it('holds a browser that had joined since, which remembers no former state and stops', async () => {
    const c = await Browser.joining(account, 'c');
    await a.sync();
    await b.sync();
    await restore(account, backup);
    await publish(a);
    await b.sync();
    expect(await b.notes()).toEqual(await a.notes());
    // Its session is of after the backup, too.
    await c.signIn();
    const stored = c.stored();
    await expect(c.sync()).rejects.toMatchObject({ code: 'store-rolled-back' });
    expect(c.stored()).toEqual(stored);
  });

  it('is refused by a browser that knows more, which keeps all of it', async () => {
    await b.write('later, by b');
    await b.sync();
    await restore(account, backup);
    await publish(a);
    const stored = b.stored();
    await expect(b.sync()).rejects.toMatchObject({
      code: expect.stringMatching(/^store-(rolled-back|forked)$/) as string,
    });
    await expect(publish(b)).rejects.toMatchObject({ code: 'not-resumable' });
    expect(b.stored()).toEqual(stored);
  });
});

describe('can’t be published', () => {
  const refused = async (browser: Browser): Promise<void> => {
    const stored = browser.stored();
    await expect(publish(browser)).rejects.toMatchObject({ code: 'not-resumable' });
    expect(browser.stored()).toEqual(stored);
  };

  it('on a state that is none of the former ones', async () => {
    await restore(account, backup);
    const pulled = await everything(a);
    for (const lie of [{ head: toBase64url(randomBytes(32)) }, { sequence: pulled.sequence + 1 }]) {
      await expect(a.vault.replica.publishOver({ ...pulled, ...lie })).rejects.toMatchObject({ code: 'not-resumable' });
    }
  });

  it('on the state that is there', () => refused(a));

  it('once somebody went on from it', async () => {
    await restore(account, backup);
    const c = await Browser.joining(account, 'c');
    await refused(a);
    expect(await c.notes()).toMatchObject({ [ids.edited]: { title: 'edited' } });
  });

  it('while a record is damaged here, and can be once it is deleted', async () => {
    await restore(account, backup);
    const row = a.disk.records.get(ids.kept);
    if (row) a.disk.records.set(ids.kept, { ...row, blob: row.blob.map((byte, at) => (at === 70 ? byte ^ 1 : byte)) });
    const stored = a.stored();
    await expect(publish(a)).rejects.toMatchObject({ code: 'record-sum' });
    expect(a.stored()).toEqual(stored);
    await a.vault.records.write({ remove: [{ id: ids.kept }] });
    await publish(a);
    expect(a.vault.records.has(ids.kept)).toBe(false);
    await b.sync();
    expect(await b.notes()).toEqual(await a.notes());
  });

  it('after the ways in were changed', async () => {
    const phrase = account.phrase;
    await a.newPhrase();
    await restore(account, backup);
    account.phrase = phrase;
    await a.signIn();
    await refused(a);
  });
});

it('is published with every version of the list that the store lost', async () => {
  await Browser.joining(account, 'c');
  await Browser.joining(account, 'd');
  await a.sync();
  await b.sync();
  const { lists } = await everything(a);
  await restore(account, backup);
  expect((await everything(a)).lists).toEqual(lists.slice(0, -2));
  await publish(a);
  expect((await everything(a)).lists).toEqual(lists);
  await b.signIn();
  await b.sync();
  expect(await b.notes()).toEqual(await a.notes());
});

it('is refused where somebody went on from the older state without a word of it', async () => {
  await restore(account, backup);
  await Browser.joining(account, 'c');
  const stored = a.stored();
  await expect(a.sync()).rejects.toMatchObject({ code: 'store-rolled-back' });
  expect(a.stored()).toEqual(stored);
});

it('is refused where what was published does not add up', async () => {
  await restore(account, backup);
  await publish(a);
  const stored = b.stored();
  const former = await b.vault.replica.exchange().former();
  const pulled = await Promise.any(former.map((head) => pullAll(b.client, head)));
  const lie = { ...pulled, deleted: [...pulled.deleted, { id: ids.kept, revision: 2 }] };
  await expect(b.vault.replica.exchange().follow(lie)).rejects.toMatchObject({ code: 'record-sum' });
  const other = { ...pulled, since: toBase64url(randomBytes(32)) };
  await expect(b.vault.replica.exchange().follow(other)).rejects.toMatchObject({
    code: expect.stringMatching(/^store-/) as string,
  });
  expect(b.stored()).toEqual(stored);
  await b.sync();
});
