import { beforeEach, describe, expect, it } from 'vitest';
import { fromBase64url } from '../../../src/encoding/index.ts';
import type { InputOf } from '../../../src/rpc/index.ts';
import { TestAuthenticator } from '../../server/support/authenticator.ts';
import { letterTo } from '../../server/support/recovery.ts';
import { soon } from '../../sync/support/soon.ts';
import { Person } from '../support/person.ts';
import type { Browser } from '../support/person.ts';

const DAY = 24 * 60 * 60_000;
const email = 'mira.fjord@example.org';
const questions = ['Whose boat never sailed?', 'Where did we get lost?', 'What stood on the shelf?'];
const answers = ["Wednesday's Herring", 'behind the tannery at Ulm', 'Three Bélugas'];

let person: Person;
let laptop: Browser;

beforeEach(async () => {
  person = await Person.arrive();
  laptop = await person.settledBrowser();
  await laptop.note('Alarm code');
  await laptop.settled();
});

const code = (): string => letterTo(person.store.mails, email).code;

async function setUp(given = answers, second?: InputOf<'recovery.answers.set'>['second']): Promise<void> {
  await person.renew(laptop);
  const { ticket } = await laptop.ask('recovery.answers.mail', { email, language: 'en' });
  await laptop.ask('recovery.answers.set', {
    ...{ questions, answers: given, ticket, code: code().toLowerCase() },
    ...(second ? { second } : {}),
  });
  await laptop.settled();
}

/** A browser that has nothing asks, and is told that it waits. */
async function asked(): Promise<{ fresh: Browser; ticket: string }> {
  const fresh = person.browser();
  const { ticket } = await fresh.ask('signin.start', { address: person.address });
  expect(await fresh.ask('recovery.ask', { ticket })).toEqual({ at: 'none' });
  expect(await fresh.ask('recovery.ask.open', { ticket, email, language: 'de', by: 'answers' })).toEqual({
    at: 'asked',
  });
  expect(await fresh.ask('recovery.ask.code', { ticket, code: code() })).toMatchObject({ at: 'waiting' });
  return { fresh, ticket };
}

describe('answers', () => {
  it('bring everything back into a browser that has nothing, after a code and a day, over its restarts', async () => {
    const rung = async () =>
      (await laptop.ask('recovery.ladder', {})).rows.find(({ rung: name }) => name === 'answers')?.state;
    expect(await rung()).toBe('missing');
    await setUp();
    expect(await rung()).toBe('set');
    const { fresh } = await asked();
    await fresh.restart();
    person.store.clock.forward(DAY + 60_000);
    const { ticket } = await fresh.ask('signin.start', { address: person.address });
    const open = await fresh.ask('recovery.ask', { ticket });
    expect(open).toMatchObject({ at: 'open', questions, left: 10 });
    await expect(
      fresh.ask('recovery.ask.answers', { ticket, answers: answers.with(1, 'in Ulm') }),
    ).rejects.toMatchObject({ code: 'wrong-answers' });
    expect(await fresh.ask('recovery.ask', { ticket })).toMatchObject({ at: 'open', left: 9 });
    const typed = ['WEDNESDAYS HERRING', 'Behind the Tannery, at Ulm!', 'three belugas'];
    expect(await fresh.ask('recovery.ask.answers', { ticket, answers: typed })).toMatchObject({ at: 'preview' });
    await fresh.ask('signin.accept', { ticket, deviceName: 'fresh' });
    await fresh.settled();
    expect(await fresh.titles()).toEqual(['Alarm code']);
    // And is led on, as after the phrase.
    expect(await fresh.ask('recovery.after', {})).toMatchObject({ isPending: true, browsers: ['first browser'] });
    expect(await fresh.ask('recovery.after.renew', {})).toEqual({ removed: 1 });
    // The backup key stays, and opens what is new.
    expect(await fresh.ask('recovery.answers', {})).toMatchObject({ isSet: true, open: [] });
  });

  it('are stopped from a signed-in browser, which is told; and by whoever asked', async () => {
    await setUp();
    const hears = () => laptop.machine.told.filter(({ type }) => type === 'recovery').length;
    const before = hears();
    const { fresh, ticket } = await asked();
    // By the live event: pages of a signed-in browser ask nothing by themselves.
    await soon(() => {
      expect(hears()).toBeGreaterThan(before);
    });
    const [open] = (await laptop.ask('recovery.answers', {})).open;
    if (!open) throw new Error('none is open');
    person.store.clock.forward(6 * 60_000);
    await expect(laptop.ask('recovery.answers.veto', { recovery: open.recovery })).rejects.toMatchObject({
      code: 'fresh-proof-needed',
    });
    await laptop.ask('unlock.password', { password: person.password });
    await laptop.ask('recovery.answers.veto', { recovery: open.recovery });
    expect(await fresh.ask('recovery.ask', { ticket })).toEqual({ at: 'over', why: 'stopped' });
    expect(await fresh.ask('recovery.ask', { ticket })).toEqual({ at: 'none' });

    const other = await asked();
    await other.fresh.ask('recovery.ask.cancel', { ticket: other.ticket });
    expect(await other.fresh.ask('recovery.ask', { ticket: other.ticket })).toEqual({ at: 'none' });
    expect((await laptop.ask('recovery.answers', {})).open).toEqual([]);
  });

  it('take the second factor of the account where that was set up, and tell so', async () => {
    expect(await laptop.ask('recovery.answers.seconds', {})).toEqual({ factor: true, sms: false });
    await setUp(answers, { kind: 'factor' });
    expect(await laptop.ask('recovery.answers', {})).toMatchObject({ isSet: true, second: 'factor' });
    const fresh = person.browser();
    const { ticket } = await fresh.ask('signin.start', { address: person.address });
    await fresh.ask('recovery.ask.open', { ticket, email, language: 'de', by: 'answers' });
    const second = { at: 'second', by: ['totp', 'backup'] };
    expect(await fresh.ask('recovery.ask.code', { ticket, code: code() })).toEqual(second);
    // It outlives the browser's restart.
    await fresh.restart();
    expect(await fresh.ask('recovery.ask', { ticket })).toEqual(second);
    await expect(fresh.ask('recovery.ask.second', { ticket, kind: 'totp', code: '000 000' })).rejects.toMatchObject({
      code: 'second-factor-refused',
    });
    const typed = person.codes[0]?.toLowerCase() ?? '';
    expect(await fresh.ask('recovery.ask.second', { ticket, kind: 'backup', code: typed })).toMatchObject({
      at: 'waiting',
    });
  });

  it('take a security key in the small window, once it signed for this recovery', async () => {
    const [key, strange] = [new TestAuthenticator(), new TestAuthenticator()];
    await person.addSecurityKey(laptop, key);
    await setUp(answers, { kind: 'factor' });
    const fresh = person.browser();
    const { ticket: entry } = await fresh.ask('signin.start', { address: person.address });
    await fresh.ask('recovery.ask.open', { ticket: entry, email, language: 'en', by: 'answers' });
    const start = () => fresh.ask('passkey.start', { purpose: 'recovery', entry });
    // Nothing is to be signed before the mailed code, and nobody is told which keys there are.
    await expect(start()).rejects.toMatchObject({ code: 'no-ticket' });
    await fresh.ask('recovery.ask.code', { ticket: entry, code: code() });
    const window = await start();
    const job = await fresh.ask('passkey.job', window);
    if (job.purpose !== 'second') throw new Error('another job');
    expect(job.allow).toEqual([key.credential]);
    const touch = (by: TestAuthenticator) =>
      fresh.ask('passkey.done', {
        ...{ ...window, credentialId: by.credential },
        assertion: by.answer(fromBase64url(job.challenge)),
      });
    await expect(touch(strange)).rejects.toMatchObject({ code: 'second-factor-refused' });
    expect(await fresh.ask('recovery.ask', { ticket: entry })).toMatchObject({ at: 'second' });
    await touch(key);
    expect(await fresh.ask('recovery.ask', { ticket: entry })).toMatchObject({ at: 'waiting' });
  });

  it('are replaced and removed; those of before open nothing', async () => {
    await setUp();
    await setUp(answers.with(0, 'Thursday'));
    expect(await laptop.ask('recovery.answers', {})).toMatchObject({ isSet: true });
    await person.renew(laptop);
    await laptop.ask('recovery.answers.remove', {});
    await laptop.settled();
    expect(await laptop.ask('recovery.answers', {})).toMatchObject({ isSet: false });
    const fresh = person.browser();
    const { ticket } = await fresh.ask('signin.start', { address: person.address });
    const before = person.store.mails.length;
    // Answered alike, and nothing is sent.
    expect(await fresh.ask('recovery.ask.open', { ticket, email, language: 'en', by: 'answers' })).toEqual({
      at: 'asked',
    });
    expect(person.store.mails.length).toBe(before);
  });
});
