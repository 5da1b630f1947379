import { beforeEach, expect, it } from 'vitest';
import { temporaryFolder } from '../../server/support/store.ts';
import { backUp, restore } from '../../sync/support/restored.ts';
import { soon } from '../../sync/support/soon.ts';
import { drip } from '../support/listening.ts';
import { Person } from '../support/person.ts';
import type { Browser } from '../support/person.ts';

/*
 * A store that was restored from an older backup, on which one browser published what it had and then changed the password:
 * the other one has neither that head nor that password.
 */
let person: Person;
let second: Browser;

beforeEach(async () => {
  person = await Person.arrive();
  const first = await person.settledBrowser();
  second = await person.joinedBrowser();
  await first.settled();
  const backup = temporaryFolder();
  await backUp(person, backup);
  await first.note('since the backup');
  await first.settled();
  // Its stream of events ended with the store that was closed for the copy.
  await second.ask('account.sync', {});
  second.online = false;
  await second.note('written offline');
  await restore(person, backup);
  await first.ask('account.sync', {}).catch(() => undefined);
  await soon(async () => expect(await first.status()).toMatchObject({ state: { code: 'store-rolled-back' } }));
  await first.ask('unlock.password', { password: person.password });
  await first.ask('account.resume', {});
  await first.settled();
  person.password = 'another horse, other batteries';
  await first.ask('ways.changePassword', { password: person.password });
  await first.settled();
});

it('locks an open browser once, which the new password opens with everything in it', async () => {
  second.online = true;
  await second.ask('account.sync', {}).catch(() => undefined);
  await soon(async () => expect(await second.ask('status', {})).toMatchObject({ lockedBy: 'rotated-away' }));
  await second.ask('unlock.password', { password: person.password });
  await second.settled();
  expect(await second.titles()).toEqual(['since the backup', 'written offline']);
});

it('lets a locked browser sign in anew and opens it in one go', async () => {
  await second.ask('lock', {});
  second.online = true;
  const { state } = await person.enterByPassword(second);
  expect(state).toEqual({ at: 'done' });
  await second.settled();
  expect(await second.titles()).toEqual(['since the backup', 'written offline']);
});

it('a store that drips when somebody publishes holds nothing else, and nobody after a lock', async () => {
  const asked = drip(second);
  second.online = true;
  const publishing = second.ask('account.resume', {});
  await soon(() => expect(asked).toContain('/v1/pull'));
  expect(await Promise.race([publishing, second.titles().then(() => 'still dripping')])).toBe('still dripping');
  await second.ask('lock', {});
  await expect(publishing).rejects.toMatchObject({ code: 'vault-closed' });
});

it('a lock just before somebody publishes asks a store that drips nothing', async () => {
  const asked = drip(second);
  second.online = true;
  const { store } = second.parts;
  const client = store.client.bind(store);
  store.client = async () => {
    store.client = client;
    await second.ask('lock', {});
    return client();
  };
  await expect(second.ask('account.resume', {})).rejects.toMatchObject({ code: 'vault-closed' });
  expect(asked).not.toContain('/v1/pull');
});
