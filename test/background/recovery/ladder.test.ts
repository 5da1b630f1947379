import { describe, expect, it } from 'vitest';
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
});
