import { beforeEach, describe, expect, it } from 'vitest';
import { soon } from '../../sync/support/soon.ts';
import { Person } from '../support/person.ts';
import type { Browser } from '../support/person.ts';

let person: Person;
let laptop: Browser;

beforeEach(async () => {
  person = await Person.arrive();
  laptop = await person.settledBrowser();
  await laptop.note('Alarm code');
  await person.addPhrase(laptop);
  await laptop.settled();
});

/** A new browser, by the phrase alone. */
async function recovered(): Promise<Browser> {
  const fresh = person.browser();
  const { ticket } = await person.enterByPhrase(fresh);
  await fresh.ask('signin.accept', { ticket, deviceName: 'fresh' });
  await fresh.settled();
  return fresh;
}

describe('after the phrase let a new browser in', () => {
  it('a new password with its second factor and new keys close the old ways; former browsers lock and lose nothing', async () => {
    const fresh = await recovered();
    expect(await fresh.ask('recovery.after', {})).toEqual({
      isPending: true,
      hasNewPassword: false,
      browsers: ['first browser'],
    });
    laptop.online = false;
    await laptop.note('never sent');
    const old = person.password;
    person.password = 'seven quiet harbours under snow';
    await person.addPassword(fresh);
    expect(await fresh.ask('recovery.after', {})).toMatchObject({ hasNewPassword: true });

    expect(await fresh.ask('recovery.after.renew', {})).toEqual({ removed: 1 });
    expect(await fresh.ask('recovery.after', {})).toEqual({ isPending: false });
    expect((await fresh.ask('devices.list', {})).map(({ name }) => name)).toEqual(['fresh']);
    expect((await fresh.ask('account.sessions', {})).map(({ current }) => current)).toEqual([true]);
    const vault = await fresh.parts.session.vault();
    expect(vault.devices.removed).toMatchObject([{ reason: 'recovered' }]);

    laptop.online = true;
    await laptop.parts.store.start();
    laptop.parts.store.nudge();
    await soon(async () => expect((await laptop.ask('status', {})).lock).toBe('locked'));
    // The old password opens no new browser any more; the new one does.
    const stranger = person.browser();
    const { ticket } = await stranger.ask('signin.start', { address: person.address });
    await expect(stranger.ask('signin.password', { ticket, email: person.email, password: old })).rejects.toMatchObject(
      { code: 'wrong-sign-in' },
    );
    const desk = await person.joinedBrowser('desk');
    expect(await desk.titles()).toEqual(['Alarm code']);
    // What the former browser had not sent comes back with it.
    const again = await laptop.ask('signin.start', {});
    await laptop.ask('signin.phrase', { ticket: again.ticket, phrase: person.phrase ?? '' });
    await soon(async () => expect(await laptop.ask('signin.state', { ticket: again.ticket })).toEqual({ at: 'done' }));
    await laptop.settled();
    expect(await laptop.titles()).toEqual(['Alarm code', 'never sent']);
  });

  it('waits over a restart, and ends where nothing was lost', async () => {
    const fresh = await recovered();
    await fresh.restart();
    await fresh.ask('unlock.phrase', { phrase: person.phrase ?? '' });
    expect(await fresh.ask('recovery.after', {})).toMatchObject({ isPending: true });
    await fresh.ask('recovery.after.end', {});
    expect(await fresh.ask('recovery.after', {})).toEqual({ isPending: false });
    expect((await fresh.ask('devices.list', {})).length).toBe(2);
  });

  it('needs a fresh proof; and a browser that came in by a password is asked nothing', async () => {
    const fresh = await recovered();
    person.store.clock.forward(6 * 60_000);
    await expect(fresh.ask('recovery.after.renew', {})).rejects.toMatchObject({ code: 'fresh-proof-needed' });
    expect(await fresh.ask('recovery.after', {})).toMatchObject({ isPending: true });
    const desk = await person.joinedBrowser('desk');
    expect(await desk.ask('recovery.after', {})).toEqual({ isPending: false });
  });
});
