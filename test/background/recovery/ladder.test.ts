import { describe, expect, it } from 'vitest';
import { letterTo } from '../../server/support/recovery.ts';
import { house, move } from '../account/two-stores.ts';
import { Person } from '../support/person.ts';

const states = (rows: readonly { rung: string; state: string }[]) =>
  Object.fromEntries(rows.map(({ rung, state }) => [rung, state]));

describe('the ladder of a vault', () => {
  it('grows with what is set up, here and at a store', async () => {
    const person = await Person.arrive();
    const laptop = person.browser();
    await laptop.ask('vault.create', { password: person.password, deviceName: 'laptop' });
    const here = await laptop.ask('recovery.ladder', {});
    expect(here).toMatchObject({ verdict: 'here', browsers: [] });
    expect(states(here.rows)).toMatchObject({ password: 'here', 'second-factor': 'needs-store', phrase: 'missing' });

    await person.signUp(laptop);
    await laptop.settled();
    const atStore = await laptop.ask('recovery.ladder', {});
    expect(atStore).toMatchObject({ verdict: 'one', independent: 1 });
    expect(states(atStore.rows)).toMatchObject({ 'second-factor': 'set', phrase: 'missing', browser: 'missing' });

    await person.renew(laptop);
    await person.addPhrase(laptop);
    await laptop.settled();
    await person.joinedBrowser('desk');
    await laptop.settled();
    const more = await laptop.ask('recovery.ladder', {});
    expect(more).toMatchObject({ verdict: 'more', independent: 3, browsers: ['desk'] });
    expect(states(more.rows)).toMatchObject({ phrase: 'set', browser: 'set' });
    expect(more.isStoreUnasked).toBeUndefined();
  });

  it('says so where the store is not reached, and tells nothing while locked', async () => {
    const person = await Person.arrive();
    const laptop = await person.settledBrowser();
    laptop.online = false;
    expect(await laptop.ask('recovery.ladder', {})).toMatchObject({ verdict: 'one', isStoreUnasked: true });
    await laptop.ask('lock', {});
    await expect(laptop.ask('recovery.ladder', {})).rejects.toMatchObject({ code: 'locked' });
  });

  it('says after a move that the new store has nothing of the answers, until they are set up there', async () => {
    const all = await house();
    const { person, laptop } = all;
    const setUp = async (): Promise<void> => {
      await person.renew(laptop);
      const { ticket } = await laptop.ask('recovery.answers.mail', { email: person.email, language: 'en' });
      const { code } = letterTo(person.store.mails, person.email);
      const answers = ["Wednesday's Herring", 'behind the tannery', 'Three Bélugas'];
      await laptop.ask('recovery.answers.set', { questions: ['Boat?', 'Lost?', 'Shelf?'], answers, ticket, code });
      await laptop.settled();
    };
    const rung = async () => states((await laptop.ask('recovery.ladder', {})).rows)['answers'];
    await setUp();
    expect(await rung()).toBe('set');
    await person.renew(laptop);
    await move(all, laptop);
    await laptop.settled();
    expect(await rung()).toBe('lapsed');
    await expect(laptop.ask('recovery.drill.answers', { answers: ['a', 'b', 'c'] })).rejects.toMatchObject({
      code: 'way-not-at-store',
    });
    await setUp();
    expect(await rung()).toBe('set');
  });
});
