import { beforeEach, describe, expect, test } from 'vitest';
import { newPhraseWay } from '../../src/vault/index.ts';
import { newPhrase } from '../../src/crypto/index.ts';
import type { Id } from '../../src/encoding/index.ts';
import type { Account } from '../support/synced.ts';
import { Browser, newAccount } from '../support/synced.ts';
import { wayId } from '../support/vaults.ts';
import { takeTurns } from '../support/turns.ts';

takeTurns();

let account: Account;
let a: Browser;
let b: Browser;

beforeEach(async () => {
  account = await newAccount();
  a = await Browser.first(account, 'laptop');
  b = await Browser.joining(account, 'desk');
  await a.sync();
});

/** The store takes the next commit, and its answer is lost. */
async function syncUnanswered(browser: Browser): Promise<void> {
  const honest = browser.meddle;
  browser.meddle = async (url, init, send) => {
    const answer = await send(url, init);
    if (url.endsWith('/v1/commits')) throw new TypeError('connection lost');
    return answer;
  };
  await expect(browser.sync()).rejects.toMatchObject({ code: 'unreachable' });
  browser.meddle = honest;
}

async function agree(): Promise<void> {
  for (const browser of [a, b, a, b]) await browser.sync();
  expect(await a.notes()).toEqual(await b.notes());
  expect(await a.vault.records.check()).toEqual({ damaged: [] });
  expect(await b.vault.records.check()).toEqual({ damaged: [] });
}

describe('an acknowledgement that never came', () => {
  test.each(['at once', 'after a restart'])('is learnt of by pulling, %s', async (when) => {
    const id = await a.write('note');
    await syncUnanswered(a);
    expect(a.vault.replica.status).toMatchObject({ unsent: 1 });
    if (when === 'after a restart') await a.restart();
    await a.sync();
    expect(a.vault.replica.status).toMatchObject({ unsent: 0 });
    expect(await a.vault.records.read(id)).toMatchObject({ revision: 1 });
    await agree();
  });

  const later: readonly [string, (id: Id) => Promise<unknown>, object | undefined][] = [
    ['edited', (id) => a.edit(id, { title: 'two' }), { title: 'two' }],
    ['deleted', (id) => a.remove(id), undefined],
    ['deleted and written again', async (id) => (await a.remove(id), a.write('again', {}, id)), { title: 'again' }],
  ];
  test.each(later)('of a new note that was %s since', async (_, change, after) => {
    const id = await a.write('one');
    await syncUnanswered(a);
    await change(id);
    await agree();
    const { [id]: note } = await b.notes();
    if (after) expect(note).toMatchObject(after);
    else expect(note).toBeUndefined();
    expect(note ?? {}).not.toHaveProperty('history');
  });

  test.each(later)('of an edit of a note that was %s since', async (_, change, after) => {
    const id = await a.write('zero');
    await agree();
    await a.edit(id, { title: 'one' });
    await syncUnanswered(a);
    await change(id);
    await agree();
    const { [id]: note } = await b.notes();
    if (after) expect(note).toMatchObject(after);
    else expect(note).toBeUndefined();
    expect(note ?? {}).not.toHaveProperty('history');
  });

  test('of a deletion, and the other has edited the note meanwhile', async () => {
    const id = await a.write('one');
    await agree();
    await a.remove(id);
    await syncUnanswered(a);
    await b.edit(id, { title: 'edited' });
    await agree();
    expect(await a.notes()).toMatchObject({ [id]: { title: 'edited' } });
  });

  /** A changes the phrase, and the answer to that is lost. Answers the new phrase. */
  async function changeUnanswered(): Promise<string> {
    const phrase = newPhrase();
    const change = { add: newPhraseWay(phrase, 'New'), remove: wayId(a.vault, 'phrase') };
    await a.signIn();
    const access = await a.accessFor(phrase);
    await expect(a.changeWaysBy({ ...change, access }, () => syncUnanswered(a).then(failed))).rejects.toThrow();
    expect(a.vault.generation).toBe(1);
    return phrase;
  }

  test.each(['at once', 'after a restart', 'after an unlock by the old one'])(
    'of a changed phrase: what the store has taken holds, %s',
    async (when) => {
      const phrase = await changeUnanswered();
      if (when === 'after a restart') await a.restart();
      if (when === 'after an unlock by the old one') {
        a.lock();
        await a.unlock();
      }
      await a.sync();
      expect(a.vault.generation).toBe(2);
      expect(a.rotations).toBe(1);
      account.phrase = phrase;
      a.lock();
      await a.unlock();
      await b.reopen();
      await agree();
      await b.newPhrase();
      await a.reopen();
      await agree();
    },
  );

  test('of a changed phrase, by which a locked browser then opens', async () => {
    account.phrase = await changeUnanswered();
    await a.reopen();
    expect(a.vault.generation).toBe(2);
    expect(a.vault.replica.status).toMatchObject({ unsent: 0 });
    await b.reopen();
    await agree();
  });

  test('of a changed phrase, which is then changed once more: that rotates again, and one phrase is left', async () => {
    const [old, second] = [wayId(a.vault, 'phrase'), newPhrase()];
    account.phrase = await changeUnanswered();
    const lost = account.phrase;
    await a.signIn();
    await a.changeWays({ add: newPhraseWay(second, 'Second'), remove: old, access: await a.accessFor(second) });
    expect(a.vault.generation).toBe(3);
    expect(a.vault.ways.list().map(({ name }) => name)).toEqual(['Second']);
    a.lock();
    await expect(a.unlock(lost)).rejects.toThrow('it does not open');
    account.phrase = second;
    await a.unlock();
    await b.reopen();
    await agree();
  });

  test('of a changed phrase that never arrived: the next change is followed, and the one after it', async () => {
    a.meddle = (url, init, send) =>
      url.endsWith('/v1/commits') ? Promise.reject(new TypeError('no network')) : send(url, init);
    const lost = { add: newPhraseWay(newPhrase(), 'Lost'), remove: wayId(a.vault, 'phrase') };
    await expect(a.changeWays(lost)).rejects.toMatchObject({ code: 'unreachable' });
    a.meddle = (url, init, send) => send(url, init);
    for (const generation of [2, 3]) {
      await a.newPhrase();
      expect(a.vault.generation).toBe(generation);
      await a.restart();
    }
    await b.reopen();
    await agree();
  });
});

function failed(): never {
  throw new Error('unreachable');
}

describe('two at once', () => {
  test('a new way in and a changed phrase: whoever loses makes it again on top', async () => {
    const phrase = newPhrase();
    await a.signIn();
    const access = await a.accessFor(phrase);
    let isFirst = true;
    a.meddle = async (url, init, send) => {
      if (isFirst && url.endsWith('/v1/commits')) {
        isFirst = false;
        await b.changeWays({ add: newPhraseWay(newPhrase(), 'of b') });
      }
      return send(url, init);
    };
    await a.changeWays({ add: newPhraseWay(phrase, 'of a'), remove: wayId(a.vault, 'phrase'), access });
    account.phrase = phrase;
    expect(a.vault.ways.list().map(({ name }) => name)).toEqual(['of b', 'of a']);
    await b.reopen();
    await agree();
    expect(b.vault.ways.list()).toEqual(a.vault.ways.list());
  });

  test('both change the phrase: the first stays, the other is asked for it', async () => {
    const [one, two] = [newPhrase(), newPhrase()];
    await a.signIn();
    const access = await a.accessFor(two);
    let isFirst = true;
    a.meddle = async (url, init, send) => {
      if (isFirst && url.endsWith('/v1/commits')) {
        isFirst = false;
        await b.newPhrase(one);
      }
      return send(url, init);
    };
    const id = await b.write('unsent');
    const change = { add: newPhraseWay(two, 'of a'), remove: wayId(a.vault, 'phrase'), access };
    await expect(a.changeWays(change)).rejects.toMatchObject({ code: 'rotated-away' });
    await a.reopen();
    await agree();
    expect(a.vault.ways.list().map(({ name }) => name)).toEqual(['New phrase']);
    expect(a.vault.records.has(id)).toBe(true);
  });

  test('writing while a commit is on its way', async () => {
    const id = await a.write('one');
    a.meddle = async (url, init, send) => {
      if (url.endsWith('/v1/commits'))
        await a.edit(id, { title: `${String((await a.vault.records.read(id)).revision)} edits` });
      a.meddle = (again, rest, on) => on(again, rest);
      return send(url, init);
    };
    await agree();
    expect(await b.notes()).toMatchObject({ [id]: {} });
    expect(a.vault.replica.status).toMatchObject({ unsent: 0 });
  });

  test('names of ways changed offline in both', async () => {
    await a.vault.ways.rename(wayId(a.vault, 'phrase'), 'on paper');
    await b.changeWays({ add: newPhraseWay(newPhrase(), 'Second') });
    await agree();
    expect(b.vault.ways.list().map(({ name }) => name)).toEqual(['on paper', 'Second']);
    expect(a.vault.ways.list()).toEqual(b.vault.ways.list());
  });

  test('three browsers join at once', async () => {
    const [one, two] = [await Browser.of(account, 'one'), await Browser.of(account, 'two')];
    await one.join();
    await two.join();
    await one.sync();
    await two.sync();
    await one.sync();
    await agree();
    for (const browser of [one, two, a]) {
      await browser.restart();
      expect(browser.vault.device.name).toBe(browser.name);
    }
  });
});

describe('a lock', () => {
  test('in the middle of a round stops it, and nothing is lost', async () => {
    const id = await a.write('note');
    a.meddle = async (url, init, send) => {
      const answer = await send(url, init);
      if (url.endsWith('/v1/commits')) a.lock();
      return answer;
    };
    await expect(a.sync()).rejects.toMatchObject({ code: 'vault-closed' });
    a.meddle = (url, init, send) => send(url, init);
    await a.unlock();
    await agree();
    expect(b.vault.records.has(id)).toBe(true);
  });
});
