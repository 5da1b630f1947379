import { beforeEach, describe, expect, it } from 'vitest';
import { soon } from '../sync/support/soon.ts';
import { Person } from './person.ts';
import type { Browser } from './person.ts';

let person: Person;
let first: Browser;

function lockOf(browser: Browser) {
  return browser.ask('status', {});
}

describe('two browsers of one account, of which one rotates', () => {
  let second: Browser;

  beforeEach(async () => {
    person = await Person.arrive();
    first = await person.settledBrowser();
    second = await person.joinedBrowser();
  });

  it('where one takes a way in away, the other opens by one that stayed, and stays open', async () => {
    await person.addPhrase(first);
    await first.settled();
    await second.settled();
    const phrase = (await first.ask('ways.list', {})).find(({ kind }) => kind === 'phrase');
    await first.ask('ways.remove', { id: phrase?.id ?? '' });
    await soon(async () => expect(await lockOf(second)).toMatchObject({ lockedBy: 'rotated-away' }));
    await second.ask('unlock.password', { password: person.password });
    await second.note('after it');
    await second.settled();
    expect(await lockOf(second)).toMatchObject({ lock: 'unlocked' });
    await soon(async () => expect(await first.titles()).toEqual(['after it']));
  });

  describe('when one changes the password while the other is offline', () => {
    const old = 'correct horse battery staple';

    beforeEach(async () => {
      second.online = false;
      await second.note('written offline');
      person.password = 'another horse, other batteries';
      await first.ask('password.change', { password: person.password });
      await first.settled();
    });

    it('the other locks when it hears of it, and opens by the new one with its edits', async () => {
      second.online = true;
      // By what it heard, or by the lock that came of it.
      const code = expect.stringMatching(/^(rotated-away|vault-closed)$/) as string;
      await expect(second.ask('store.sync', {})).rejects.toMatchObject({ code });
      await soon(async () => expect(await lockOf(second)).toMatchObject({ lock: 'locked', lockedBy: 'rotated-away' }));
      await second.ask('unlock.password', { password: person.password });
      expect(await second.titles()).toEqual(['written offline']);
      await soon(async () => expect(await first.titles()).toEqual(['written offline']));
      await second.ask('lock', {});
      await expect(second.ask('unlock.password', { password: old })).rejects.toMatchObject({ code: 'wrong-password' });
    });

    it('the other opens by the old one as long as it stays offline, and by the new one only once it can ask', async () => {
      await second.ask('lock', {});
      const wrong = { code: 'wrong-password' };
      await expect(second.ask('unlock.password', { password: person.password })).rejects.toMatchObject(wrong);
      await second.ask('unlock.password', { password: old });
      await second.ask('lock', {});
      second.online = true;
      await second.ask('unlock.password', { password: person.password });
      await second.settled();
      expect(await first.titles()).toEqual(['written offline']);
    });

    it('the old one, which lies here still, opens nothing that the next contact would lock again', async () => {
      second.online = true;
      await second.ask('store.sync', {}).catch(() => undefined);
      await soon(async () => expect(await lockOf(second)).toMatchObject({ lockedBy: 'rotated-away' }));
      await expect(second.ask('unlock.password', { password: old })).rejects.toMatchObject({ code: 'wrong-password' });
      second.online = false;
      await second.ask('unlock.password', { password: old });
      expect(await second.titles()).toEqual(['written offline']);
    });

    it('the new one signs in at the store, and the old one does not', async () => {
      const third = person.browser();
      const { state } = await person.enterByPassword(third);
      expect(state).toMatchObject({ at: 'preview' });
      const { ticket } = await third.ask('store.enter', { address: person.address });
      const typed = { ticket, email: person.email, password: old };
      await expect(third.ask('store.enter.password', typed)).rejects.toMatchObject({ code: 'wrong-sign-in' });
    });

    it('a browser whose session ended, too, signs in and opens in one go', async () => {
      await first.ask('store.session.endOthers', {});
      second.online = true;
      await soon(async () => expect(await lockOf(second)).toMatchObject({ lock: 'locked' }));
      const { ticket, purpose } = await second.ask('store.enter', {});
      expect(purpose).toBe('open');
      await second.ask('store.enter.password', { ticket, email: person.email, password: person.password });
      const code = await person.code();
      const state = await second.ask('store.enter.second', { ticket, kind: 'totp', code, password: person.password });
      expect(state).toEqual({ at: 'done' });
      await second.settled();
      expect(await first.titles()).toEqual(['written offline']);
    });
  });
});
