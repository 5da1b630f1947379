import { beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import { soon } from '../../sync/support/soon.ts';
import { drip, listenTo } from '../support/listening.ts';
import { Person } from '../support/person.ts';
import type { Browser } from '../support/person.ts';

let person: Person;
let first: Browser;

function pause(milliseconds: number): Promise<string> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds, 'still waiting'));
}

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
      await first.ask('ways.changePassword', { password: person.password });
      await first.settled();
    });

    it('the other locks when it hears of it, and opens by the new one with its edits', async () => {
      second.online = true;
      // By what it heard, or by the lock that came of it.
      const code = expect.stringMatching(/^(rotated-away|vault-closed)$/) as string;
      await expect(second.ask('account.sync', {})).rejects.toMatchObject({ code });
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

    describe('and that one has heard of it', () => {
      beforeEach(async () => {
        second.online = true;
        await second.ask('account.sync', {}).catch(() => undefined);
        await soon(async () => expect(await lockOf(second)).toMatchObject({ lockedBy: 'rotated-away' }));
      });

      it('the old one, which lies here still, is told as what it is, and opens offline', async () => {
        await expect(second.ask('unlock.password', { password: old })).rejects.toMatchObject({ code: 'rotated-away' });
        expect(await lockOf(second)).toMatchObject({ lock: 'locked', lockedBy: 'rotated-away' });
        await expect(second.ask('unlock.password', { password: 'neither' })).rejects.toMatchObject({
          code: 'wrong-password',
        });
        second.online = false;
        await second.ask('unlock.password', { password: old });
        expect(await second.titles()).toEqual(['written offline']);
      });

      it('whoever leaves the store aside opens what lies here by the old one, until the next lock', async () => {
        const asked = listenTo(second);
        await second.ask('unlock.withoutStore', {});
        await expect(second.ask('unlock.password', { password: person.password })).rejects.toMatchObject({
          code: 'wrong-password',
        });
        await second.ask('unlock.password', { password: old });
        await second.note('written aside');
        await expect(second.ask('account.sync', {})).rejects.toMatchObject({ code: 'rotated-away' });
        await second.restart();
        expect(await second.titles()).toEqual(['written aside', 'written offline']);
        expect(await second.status()).toMatchObject({ state: { at: 'stopped', code: 'rotated-away' } });
        expect(asked).toEqual([]);
        await second.ask('lock', {});
        await second.ask('unlock.password', { password: person.password });
        await second.settled();
        expect(await first.titles()).toEqual(['written aside', 'written offline']);
      });

      it('whoever left it aside and has a current one after all has it asked again', async () => {
        await second.ask('unlock.withoutStore', {});
        await second.ask('unlock.useStoreAgain', {});
        expect(await lockOf(second)).toMatchObject({ lock: 'locked', lockedBy: 'rotated-away' });
        await expect(second.ask('unlock.password', { password: old })).rejects.toMatchObject({ code: 'rotated-away' });
        await second.ask('unlock.password', { password: person.password });
        await second.settled();
      });

      it('whoever left it aside, opens, and has it asked again is locked by what it says', async () => {
        await second.ask('unlock.withoutStore', {});
        await second.ask('unlock.password', { password: old });
        await second.ask('unlock.useStoreAgain', {});
        await soon(async () =>
          expect(await lockOf(second)).toMatchObject({ lock: 'locked', lockedBy: 'rotated-away' }),
        );
      });

      it('whoever leaves the store aside just when a current one opens goes on with the store', async () => {
        const { memory } = second.parts;
        const set = memory.set.bind(memory);
        memory.set = async (key, value) => {
          memory.set = set;
          await second.ask('unlock.password', { password: person.password });
          return set(key, value);
        };
        await second.ask('unlock.withoutStore', {});
        expect(await lockOf(second)).toMatchObject({ lock: 'unlocked' });
        await second.settled();
      });

      it('whoever leaves the store aside while the old one is being tried gets in by it', async () => {
        const { keeper } = second.parts;
        const unlock = keeper.unlock.bind(keeper);
        keeper.unlock = async (...asked) => {
          await second.ask('unlock.withoutStore', {});
          return unlock(...asked);
        };
        await second.ask('unlock.password', { password: old });
        expect(await second.titles()).toEqual(['written offline']);
      });

      it('whoever left it aside and signs in is asked for the new one', async () => {
        await second.ask('unlock.withoutStore', {});
        await second.ask('unlock.password', { password: old });
        await person.renew(second);
        await soon(async () => expect(await lockOf(second)).toMatchObject({ lockedBy: 'rotated-away' }));
        await second.ask('unlock.password', { password: person.password });
        await second.settled();
      });

      it('nobody leaves the store aside who was locked by anything else', async () => {
        await second.ask('unlock.password', { password: person.password });
        await second.ask('unlock.withoutStore', {});
        await second.settled();
        await second.ask('lock', {});
        await second.ask('unlock.withoutStore', {});
        await second.ask('unlock.password', { password: person.password });
        await second.settled();
      });

      it('whoever leaves the store aside while a current one opens what it told is not kept from it', async () => {
        const { keeper } = second.parts;
        const follow = keeper.follow.bind(keeper);
        keeper.follow = async (...asked) => {
          await second.ask('unlock.withoutStore', {});
          return follow(...asked);
        };
        await second.ask('unlock.password', { password: person.password });
        await second.settled();
        expect(await first.titles()).toEqual(['written offline']);
      });

      it('a store that drips for ever holds nobody who leaves it aside', async () => {
        const asked = drip(second);
        const unlocking = second.ask('unlock.password', { password: old });
        await soon(() => expect(asked).toContain('/v1/pull'));
        await expect(Promise.race([unlocking, pause(50)])).resolves.toBe('still waiting');
        await second.ask('unlock.withoutStore', {});
        await unlocking;
        expect(await second.titles()).toEqual(['written offline']);
      });

      it('a store that drips for ever holds nobody for longer than a minute', async () => {
        vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
        onTestFinished(() => void vi.useRealTimers());
        const asked = drip(second);
        const unlocking = second.ask('unlock.password', { password: old });
        while (!asked.includes('/v1/pull')) await vi.advanceTimersByTimeAsync(1);
        let isOver = false;
        void unlocking.then(() => (isOver = true));
        for (let second = 0; second < 55; second += 1) await vi.advanceTimersByTimeAsync(1_000);
        expect(isOver).toBe(false);
        for (let second = 0; second < 5; second += 1) await vi.advanceTimersByTimeAsync(1_000);
        await unlocking;
        vi.useRealTimers();
        expect(await second.titles()).toEqual(['written offline']);
      });
    });

    it('the new one signs in at the store, and the old one does not', async () => {
      const third = person.browser();
      const { state } = await person.enterByPassword(third);
      expect(state).toMatchObject({ at: 'preview' });
      const { ticket } = await third.ask('signin.start', { address: person.address });
      const typed = { ticket, email: person.email, password: old };
      await expect(third.ask('signin.password', typed)).rejects.toMatchObject({ code: 'wrong-sign-in' });
    });

    it('a browser whose session ended, too, signs in and opens in one go', async () => {
      await first.ask('account.sessions.endOthers', {});
      second.online = true;
      await soon(async () => expect(await lockOf(second)).toMatchObject({ lock: 'locked' }));
      const { state } = await person.enterByPassword(second);
      expect(state).toEqual({ at: 'done' });
      await second.settled();
      expect(await first.titles()).toEqual(['written offline']);
    });
  });
});
