import { expect, it } from 'vitest';
import { armorCard, readOutbox } from '../../../src/messaging/index.ts';
import { writeContactAnswer } from '../../../src/wire/index.ts';
import { Person as Elsewhere } from '../../messaging/contacts/person.ts';
import { seal, stoppedEach, writer } from './support/two.ts';

/*
 * A text goes to eight devices of a person at most (protocol 8.5): for whoever lists more nobody asks for pre-keys, checks a bundle or
 * steps a session.
 */
const browsers = stoppedEach();
const HOUR = 3_600_000;

/** Alice, and somebody with eight devices, none of which has left a pre-key, whose store says what the test wants. */
async function aliceAndMany() {
  const { person, browser: alice } = await writer('Alice');
  browsers.push(alice);
  const { clock } = person.store;
  const many = await Elsewhere.at(person.address);
  while (many.held.checked.devices.length < 8) await many.add(clock.now());
  const asked: string[] = [];
  const { fetch } = person;
  person.fetch = async (url, init) => {
    const { pathname } = new URL(url);
    if (!pathname.startsWith('/v1/contact/')) return fetch(url, init);
    asked.push(pathname.split('/').at(-1) ?? '');
    const { from } = JSON.parse(new TextDecoder().decode(init.body as Uint8Array)) as { from: number };
    const answer = { newest: many.held.checked.version, lists: many.served(from), bundles: [] };
    // What says that a store answers, and of which time.
    const { headers } = await fetch(url, init);
    headers.set('content-type', 'application/octet-stream');
    return new Response(writeContactAnswer(answer), { headers });
  };
  const { id } = await alice.ask('contacts.add', { text: armorCard(await many.card()) });
  /** What stands in the way of what waits. */
  const problems = async (): Promise<readonly (string | undefined)[]> => {
    await alice.parts.messages.send();
    const { rows } = await alice.parts.session.vault();
    return (await readOutbox(rows)).map(({ row }) => (row.state === 'stepped' ? row.state : row.problem));
  };
  const anHourLater = async (): Promise<void> => {
    clock.forward(HOUR);
    await alice.ask('unlock.password', { password: person.password });
  };
  return { alice, many, id, asked, problems, anHourLater, now: () => clock.now() };
}

it('what waits for somebody who lists a ninth by now goes to none of them, and pre-keys are asked for no more', async () => {
  const { alice, many, id, asked, problems, now } = await aliceAndMany();
  await seal(alice, id, 'to eight');
  // Control: with eight it is asked for, and fails for want of pre-keys alone.
  expect(await problems()).toEqual(['no-pre-keys']);
  expect(asked).toContain('bundles');
  await many.add(now());
  expect(await problems()).toEqual(['too-many-devices']);
  asked.length = 0;
  expect(await problems()).toEqual(['too-many-devices']);
  expect(asked).not.toContain('bundles');
});

it('no text is sealed for them, and their list is asked for once an hour: with eight again it is', async () => {
  const { alice, many, id, asked, problems, anHourLater, now } = await aliceAndMany();
  const ninth = await many.add(now());
  await seal(alice, id, 'before it is known');
  expect(await problems()).toEqual(['too-many-devices']);
  asked.length = 0;
  for (const text of ['one', 'two', 'three'])
    await expect(seal(alice, id, text)).rejects.toMatchObject({ code: 'too-many-devices' });
  expect(asked.filter((path) => path !== 'lists')).toEqual([]);
  expect(asked.length).toBeLessThan(2);
  expect((await alice.ask('conversations.read', { id })).texts.map(({ text }) => text)).toEqual(['before it is known']);

  await many.remove(ninth.device, now());
  // Still known as nine: the hour isn't over.
  await expect(seal(alice, id, 'too early')).rejects.toMatchObject({ code: 'too-many-devices' });
  await anHourLater();
  await seal(alice, id, 'to eight again');
  expect(await problems()).toEqual(['no-pre-keys', 'no-pre-keys']);
});
