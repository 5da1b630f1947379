import { beforeEach, describe, expect, it } from 'vitest';
import { letterTo } from '../../server/support/recovery.ts';
import { Person } from '../support/person.ts';
import type { Browser } from '../support/person.ts';

const DAY = 24 * 60 * 60_000;

let person: Person;
let laptop: Browser;

beforeEach(async () => {
  person = await Person.arrive();
  laptop = await person.settledBrowser();
  await person.addPhrase(laptop);
  await person.addPasskey(laptop);
  await laptop.settled();
});

const proven = async ({ ask }: Browser) =>
  (await ask('recovery.drill', {})).rows.filter(({ provenAt }) => provenAt !== undefined).map(({ kind }) => kind);

async function letters({ ask }: Browser): Promise<string> {
  const phrase = (await ask('ways.list', {})).find(({ kind }) => kind === 'phrase');
  return phrase?.fingerprint ?? '';
}

describe('the drill', () => {
  it('proves each way without using it up, and every browser of the vault knows', async () => {
    const before = await laptop.ask('account.factors', {});
    const kinds = async () => (await laptop.ask('recovery.drill', {})).rows.map(({ kind }) => kind);
    expect(await kinds()).toEqual(['sign-in', 'codes', 'passkey', 'phrase', 'kit']);
    expect(await proven(laptop)).toEqual([]);

    await laptop.ask('recovery.drill.phrase', { phrase: person.phrase ?? '' });
    await laptop.ask('recovery.drill.kit', { letters: ` latchkey:phrase:${await letters(laptop)} ` });
    await person.tryPasskey(laptop);
    await person.renew(laptop);
    expect(await proven(laptop)).toEqual(['sign-in', 'passkey', 'phrase', 'kit']);
    expect(await laptop.ask('account.factors', {})).toEqual(before);

    await laptop.settled();
    const desk = await person.joinedBrowser('desk');
    expect(await proven(desk)).toEqual(['sign-in', 'passkey', 'phrase', 'kit', 'browser']);
    await laptop.ask('account.sync', {});
    // The desk has proven nothing yet; what it proves, it proves of itself, too.
    expect(await proven(laptop)).not.toContain('browser');
    await desk.ask('recovery.drill.kit', { letters: (await letters(desk)).toLowerCase() });
    await desk.settled();
    await laptop.ask('account.sync', {});
    expect(await proven(laptop)).toContain('browser');
  });

  it('notes nothing of what opens nothing, and what it proves is no fresh proof', async () => {
    const { phrase } = await laptop.ask('ways.drawPhrase', {});
    await expect(laptop.ask('recovery.drill.phrase', { phrase })).rejects.toMatchObject({ code: 'wrong-phrase' });
    await expect(laptop.ask('recovery.drill.password', { password: 'no' })).rejects.toMatchObject({
      code: 'wrong-password',
    });
    await expect(laptop.ask('recovery.drill.kit', { letters: 'AAAA-AAAA' })).rejects.toMatchObject({
      code: 'kit-other',
    });
    expect(await proven(laptop)).toEqual([]);
    person.store.clock.forward(6 * 60_000);
    await laptop.ask('recovery.drill.phrase', { phrase: person.phrase ?? '' });
    // Proven in the drill is no proof for what needs one.
    await expect(laptop.ask('ways.addPhrase', { phrase, name: 'Another' })).rejects.toMatchObject({
      code: 'fresh-proof-needed',
    });
  });

  it('says so of a way that the store doesn’t know, and of a store that isn’t there', async () => {
    laptop.online = false;
    await expect(laptop.ask('recovery.drill.phrase', { phrase: person.phrase ?? '' })).rejects.toThrow();
    expect(await proven(laptop)).toEqual([]);
    laptop.online = true;
    await laptop.ask('recovery.drill.phrase', { phrase: person.phrase ?? '' });
    expect(await proven(laptop)).toEqual(['phrase']);
    // The store forgot it.
    await person.store.parts.database.write(({ query }) => query.deleteFrom('sign_keys').execute());
    await expect(laptop.ask('recovery.drill.phrase', { phrase: person.phrase ?? '' })).rejects.toMatchObject({
      code: 'way-not-at-store',
    });
  });

  it('proves the password of a vault that is at no store', async () => {
    const alone = await Person.arrive();
    const here = alone.browser();
    await here.ask('vault.create', { password: alone.password, deviceName: 'alone' });
    expect((await here.ask('recovery.drill', {})).rows.map(({ kind }) => kind)).toEqual(['password']);
    await here.ask('recovery.drill.password', { password: alone.password });
    expect(await proven(here)).toEqual(['password']);
    // Another password is another way, and unproven.
    await here.ask('ways.changePassword', { password: 'another one, by the sea' });
    expect(await proven(here)).toEqual([]);
  });

  it('is reminded of twice a year, and put off for two weeks', async () => {
    const alone = await Person.arrive();
    const here = alone.browser();
    await here.ask('vault.create', { password: alone.password, deviceName: 'alone' });
    const isDue = async (days: number): Promise<boolean> => {
      alone.store.clock.forward(days * DAY);
      await here.ask('unlock.password', { password: alone.password });
      return (await here.ask('recovery.reminder', {})).isDue;
    };
    expect(await isDue(0)).toBe(false);
    expect(await isDue(181)).toBe(false);
    expect(await isDue(2)).toBe(true);
    await here.ask('recovery.reminder.later', {});
    expect(await isDue(13)).toBe(false);
    expect(await isDue(2)).toBe(true);
    await here.ask('recovery.drill.password', { password: alone.password });
    expect(await isDue(181)).toBe(false);
    expect(await isDue(2)).toBe(true);
  });

  it('proves a backup code that stays good, and none that was used, is wrong, or is tried too long after a sign-in', async () => {
    const [first = '', second = ''] = person.codes;
    await person.renew(laptop);
    await laptop.ask('recovery.drill.code', { code: first.toLowerCase() });
    expect(await proven(laptop)).toContain('codes');
    expect(await laptop.ask('account.factors', {})).toMatchObject({ backupCodes: 10 });
    // It signs in afterwards, and is used up by that alone.
    await person.enterByPassword(person.browser(), 'backup');
    await expect(laptop.ask('recovery.drill.code', { code: first })).rejects.toMatchObject({
      code: 'second-factor-refused',
    });
    await expect(laptop.ask('recovery.drill.code', { code: 'AAAA-AAAA-AAAA' })).rejects.toMatchObject({
      code: 'second-factor-refused',
    });
    person.store.clock.forward(6 * 60_000);
    await expect(laptop.ask('recovery.drill.code', { code: second })).rejects.toMatchObject({ code: 'signin-stale' });
  });

  it('forgets what was proven of backup codes and of a phrase once others took their place, in every browser', async () => {
    const [first = ''] = person.codes;
    await person.renew(laptop);
    await laptop.ask('recovery.drill.code', { code: first });
    await laptop.ask('recovery.drill.phrase', { phrase: person.phrase ?? '' });
    await laptop.ask('recovery.drill.kit', { letters: await letters(laptop) });
    expect(await proven(laptop)).toEqual(['sign-in', 'codes', 'phrase', 'kit']);
    await laptop.settled();
    const desk = await person.joinedBrowser('desk');
    expect(await proven(desk)).toEqual(expect.arrayContaining(['codes', 'phrase', 'kit']));

    const { backupCodes } = await laptop.ask('account.draw', { email: person.email });
    await person.renew(laptop);
    await laptop.ask('account.backupCodes.replace', { backupCodes: [...backupCodes] });
    expect(await proven(laptop)).toEqual(['sign-in', 'phrase', 'kit']);
    await expect(laptop.ask('recovery.drill.code', { code: first })).rejects.toMatchObject({
      code: 'second-factor-refused',
    });
    await laptop.settled();
    await desk.ask('account.sync', {});
    expect(await proven(desk)).toEqual(['sign-in', 'phrase', 'kit', 'browser']);
    await person.addPhrase(laptop);
    expect(await proven(laptop)).toEqual(['sign-in']);
    await laptop.ask('recovery.drill.code', { code: backupCodes[0] ?? '' });
    expect(await proven(laptop)).toContain('codes');
  });

  it('proves answers, three times a year, and a wrong one is a try', async () => {
    const questions = ['Whose boat never sailed?', 'Where did we get lost?', 'What stood on the shelf?'];
    const answers = ["Wednesday's Herring", 'behind the tannery at Ulm', 'Three Bélugas'];
    await person.renew(laptop);
    const { ticket } = await laptop.ask('recovery.answers.mail', { email: person.email, language: 'en' });
    const { code } = letterTo(person.store.mails, person.email);
    await laptop.ask('recovery.answers.set', { questions, answers, ticket, code });
    await laptop.settled();
    const row = async () => (await laptop.ask('recovery.drill', {})).rows.find(({ kind }) => kind === 'answers');
    expect(await row()).toMatchObject({ questions });
    const wrong = { answers: answers.with(1, 'in Ulm') };
    await expect(laptop.ask('recovery.drill.answers', wrong)).rejects.toMatchObject({ code: 'wrong-answers' });
    expect(await row()).not.toHaveProperty('provenAt');
    await laptop.ask('recovery.drill.answers', { answers: answers.map((answer) => answer.toUpperCase()) });
    expect(await row()).toHaveProperty('provenAt');
    await laptop.ask('recovery.drill.answers', { answers });
    await expect(laptop.ask('recovery.drill.answers', { answers })).rejects.toMatchObject({ code: 'recovery-spent' });
    // The box is still there for the day on which it counts.
    expect(await laptop.ask('recovery.answers', {})).toMatchObject({ isSet: true });
    person.store.clock.forward(366 * DAY);
    await laptop.ask('unlock.password', { password: person.password });
    await person.renew(laptop);
    await laptop.ask('recovery.drill.answers', { answers });
    // What the store doesn't know any more proves nothing, and costs no try.
    await person.store.parts.database.write(({ query }) => query.deleteFrom('escrows').execute());
    await expect(laptop.ask('recovery.drill.answers', { answers })).rejects.toMatchObject({ code: 'way-not-at-store' });
  });
});
