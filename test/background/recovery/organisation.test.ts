import { beforeAll, describe, expect, it } from 'vitest';
import { newId, randomBytes } from '../../../src/crypto/index.ts';
import { toBase64url } from '../../../src/encoding/index.ts';
import { meetingOf, organisationFingerprint, sealOrganisationAnswer } from '../../../src/recovery/index.ts';
import type { Fetch } from '../../../src/sync/index.ts';
import { MeetingClient } from '../../../src/sync/index.ts';
import { letterTo } from '../../server/support/recovery.ts';
import { TestOrganisation } from '../../recovery/support/organisation.ts';
import { holdStore } from '../../sync/support/app.ts';
import type { Browser } from '../support/person.ts';
import { Person } from '../support/person.ts';

const DAY = 24 * 60 * 60_000;
const LONG = 200_000;

let acme: TestOrganisation;
let other: TestOrganisation;
beforeAll(async () => {
  [acme, other] = [await TestOrganisation.make(), await TestOrganisation.make('Other Works')];
});

interface Member {
  readonly person: Person;
  readonly laptop: Browser;
}

/** Somebody at a store that publishes Acme's key, or another one. */
async function member(published = acme.published): Promise<Member> {
  const person = await Person.arrive('mira@example.org', await holdStore({ LATCHKEY_ORGANISATION_KEY: published }));
  const laptop = await person.settledBrowser();
  await laptop.note('Alarm code');
  await laptop.settled();
  await person.renew(laptop);
  return { person, laptop };
}

const mailed = ({ person }: Member): string => letterTo(person.store.mails, person.email).code;

async function enrol(all: Member, fingerprint?: string): Promise<void> {
  const { person, laptop } = all;
  await person.renew(laptop);
  const { ticket } = await laptop.ask('recovery.answers.mail', { email: person.email, language: 'en' });
  await laptop.ask('organisation.set', { fingerprint, proof: { ticket, code: mailed(all) } });
  await laptop.settled();
}

interface Asking {
  readonly fresh: Browser;
  readonly code: string;
}

/** A browser that has nothing asks with the organisation's help. */
async function asks(all: Member): Promise<Asking> {
  const fresh = all.person.browser();
  const ticket = await entry(all, fresh);
  await fresh.ask('recovery.ask.open', { ticket, email: all.person.email, language: 'en', by: 'organisation' });
  const state = await fresh.ask('recovery.ask.code', { ticket, code: mailed(all) });
  if (state.at !== 'answering') throw new Error(state.at);
  return { fresh, code: state.code };
}

/** Its sign-in, begun anew: one is good for a while only. */
const entry = async ({ person }: Member, fresh: Browser): Promise<string> =>
  (await fresh.ask('signin.start', { address: person.address })).ticket;

const look = async (all: Member, fresh: Browser) => fresh.ask('recovery.ask', { ticket: await entry(all, fresh) });

async function rung({ laptop }: Member): Promise<string | undefined> {
  const { rows } = await laptop.ask('recovery.ladder', {});
  return rows.find((row) => row.rung === 'organisation')?.state;
}

const fetchOf =
  ({ person }: Member): Fetch =>
  (url, init) =>
    person.fetch(url, init);

describe('an organisation that can open a vault', () => {
  it(
    'is enrolled by its fingerprint alone, answers in its own time, and brings everything back',
    { timeout: LONG },
    async () => {
      const all = await member();
      const { person, laptop } = all;
      // The store publishes a key, and nothing follows from that.
      expect(await laptop.ask('organisation.read', {})).toEqual({ isPolicyFaulty: false });
      expect(await laptop.ask('organisation.offer', {})).toEqual({
        isPublished: true,
        sendsMail: true,
        needsAddress: true,
      });
      expect(await rung(all)).toBe('missing');
      const typed = (acme.fingerprint.match(/.{4}/g) ?? []).join('-').toLowerCase();
      expect(await laptop.ask('organisation.look', { fingerprint: typed })).toEqual({
        name: 'Acme Rope Works',
        fingerprint: acme.fingerprint,
      });
      await enrol(all, typed);
      expect(await rung(all)).toBe('set');
      // Its address serves every way back that is set up after it.
      expect(await laptop.ask('trustees.read', {})).toMatchObject({ needsAddress: false });
      expect((await laptop.ask('organisation.read', {})).set).toMatchObject({
        ...{ name: 'Acme Rope Works', fingerprint: acme.fingerprint, by: 'person', isKept: false, isOther: false },
      });
      expect((await laptop.ask('ways.list', {})).map(({ kind }) => kind)).toEqual(['password']);

      const { fresh, code } = await asks(all);
      await person.renew(laptop);
      expect((await laptop.ask('recovery.answers', {})).open).toMatchObject([{ by: 'organisation' }]);
      person.store.clock.forward(DAY + 60_000);
      await expect(fresh.ask('recovery.ask.shares', { ticket: await entry(all, fresh) })).rejects.toMatchObject({
        code: 'answer-missing',
      });
      await expect(other.help(fetchOf(all), person.address, code)).rejects.toThrow('sealed to somebody else');

      // What others leave there is no answer: noise, and a secret of their own.
      const client = new MeetingClient({ fetch: fetchOf(all) });
      const place = { store: person.address, meeting: meetingOf(code) };
      await client.hand(place, randomBytes(2_128));
      const made = await sealOrganisationAnswer(await client.look(place), { name: 'Eve', secret: randomBytes(32) });
      await client.hand(place, made);
      expect(await look(all, fresh)).not.toHaveProperty('from');

      person.store.clock.forward(2 * DAY);
      await fresh.restart();
      await acme.help(fetchOf(all), person.address, code);
      expect(await look(all, fresh)).toMatchObject({ at: 'answering', isOpen: true, from: 'Acme Rope Works' });
      const ticket = await entry(all, fresh);
      expect(await fresh.ask('recovery.ask.shares', { ticket })).toMatchObject({ at: 'preview' });
      await fresh.ask('signin.accept', { ticket, deviceName: 'fresh' });
      await fresh.settled();
      expect(await fresh.titles()).toEqual(['Alarm code']);
      expect(fresh.machine.local.values.has('recovery-asked')).toBe(false);
      expect(await fresh.ask('recovery.after', {})).toMatchObject({ isPending: true, browsers: ['first browser'] });
      expect(await fresh.ask('recovery.after.renew', {})).toEqual({ removed: 1 });
      expect((await fresh.ask('organisation.read', {})).set).toMatchObject({ fingerprint: acme.fingerprint });
    },
  );

  it(
    'is stopped by a browser of the vault, answers no lying store, and opens nothing once removed',
    { timeout: LONG },
    async () => {
      const all = await member();
      const { person, laptop } = all;
      await enrol(all, acme.fingerprint);
      const first = await asks(all);
      const lying =
        (change: object): Fetch =>
        async (url, init) => {
          const answer = await person.fetch(url, init);
          const told = { ...((await answer.json()) as object), ...change };
          return new Response(JSON.stringify(told), { headers: answer.headers });
        };
      for (const change of [{ shareKey: toBase64url(other.key.publicKey) }, { account: newId() }]) {
        await expect(acme.help(lying(change), person.address, first.code)).rejects.toThrow('another request');
      }
      await person.renew(laptop);
      const [open] = (await laptop.ask('recovery.answers', {})).open;
      await laptop.ask('recovery.answers.veto', { recovery: open?.recovery ?? '' });
      await expect(acme.help(fetchOf(all), person.address, first.code)).rejects.toMatchObject({ code: 'not-found' });
      expect(await look(all, first.fresh)).toEqual({ at: 'over', why: 'stopped' });

      const second = await asks(all);
      await acme.help(fetchOf(all), person.address, second.code);
      await person.renew(laptop);
      await laptop.ask('organisation.remove', {});
      await laptop.settled();
      expect(await laptop.ask('organisation.read', {})).toEqual({ isPolicyFaulty: false });
      expect(await rung(all)).toBe('missing');
      const deeds = await laptop.ask('activity.own', {});
      expect(deeds).toEqual(
        expect.arrayContaining([
          expect.objectContaining({ what: 'way-added', about: 'Acme Rope Works' }),
          expect.objectContaining({ what: 'way-removed', about: 'Acme Rope Works' }),
        ]),
      );
      person.store.clock.forward(DAY + 60_000);
      expect(await look(all, second.fresh)).toEqual({ at: 'over', why: 'replaced' });
    },
  );

  it(
    'is tried in the drill: what the store has of it, and that its key is the one that was taken',
    { timeout: LONG },
    async () => {
      const all = await member();
      const { person, laptop } = all;
      await expect(laptop.ask('recovery.drill.organisation', {})).rejects.toMatchObject({ code: 'way-not-at-store' });
      await enrol(all, acme.fingerprint);
      const row = async () => (await laptop.ask('recovery.drill', {})).rows.find(({ kind }) => kind === 'organisation');
      expect(await row()).toMatchObject({ name: 'Acme Rope Works' });
      const { fetch } = person;
      for (const [key, code] of [
        [null, 'organisation-none'],
        [other.published, 'organisation-other'],
      ] as const) {
        person.fetch = async (url, init) => {
          const answer = await fetch(url, init);
          if (!url.endsWith('/recovery/organisation')) return answer;
          return Response.json({ key }, { headers: answer.headers });
        };
        await expect(laptop.ask('recovery.drill.organisation', {})).rejects.toMatchObject({ code });
      }
      expect(await row()).not.toHaveProperty('provenAt');
      person.fetch = fetch;
      await laptop.ask('recovery.drill.organisation', {});
      expect(await row()).toHaveProperty('provenAt');
      await person.store.parts.database.write(({ query }) => query.deleteFrom('escrows').execute());
      await expect(laptop.ask('recovery.drill.organisation', {})).rejects.toMatchObject({ code: 'way-not-at-store' });
      expect(await rung(all)).toBe('lapsed');
    },
  );

  it('is not enrolled where fingerprint and key differ, or there is none', { timeout: LONG }, async () => {
    const all = await member(other.published);
    const { person, laptop } = all;
    const set = (fingerprint: string) => laptop.ask('organisation.set', { fingerprint });
    await expect(set(acme.fingerprint)).rejects.toMatchObject({ code: 'organisation-other' });
    const slip = (acme.fingerprint.startsWith('A') ? 'B' : 'A') + acme.fingerprint.slice(1);
    await expect(set(slip)).rejects.toMatchObject({ code: 'fingerprint-typo' });
    await expect(set('AAAA')).rejects.toMatchObject({ code: 'code-shape' });
    // The same key under another name is another one.
    const posed = organisationFingerprint({ ...other.key, name: acme.key.name });
    await expect(set(posed)).rejects.toMatchObject({ code: 'organisation-other' });
    const { fetch } = person;
    person.fetch = async (url, init) =>
      url.endsWith('/recovery/organisation') ? Response.json({ key: null }) : fetch(url, init);
    expect(await rung(all)).toBe('not-offered');
    expect(await laptop.ask('organisation.read', {})).toEqual({ isPolicyFaulty: false });
  });

  it('is what policy says where there is one, and stays where policy wants it', { timeout: LONG }, async () => {
    const all = await member();
    const { person, laptop } = all;
    const { machine } = laptop;
    machine.policy = { organisation: { fingerprint: 'AAAA-BBBB' } };
    await expect(laptop.ask('organisation.look', {})).rejects.toMatchObject({ code: 'organisation-policy' });
    expect(await laptop.ask('organisation.read', {})).toEqual({ isPolicyFaulty: true });
    machine.policy = { organisation: { fingerprint: other.fingerprint } };
    // Not even by a fingerprint that is right.
    await expect(laptop.ask('organisation.look', { fingerprint: acme.fingerprint })).rejects.toMatchObject({
      code: 'organisation-other',
    });
    machine.policy = { organisation: { fingerprint: acme.fingerprint, required: true } };
    await enrol(all);
    const view = { by: 'policy', fingerprint: acme.fingerprint, isKept: true, isOther: false };
    expect((await laptop.ask('organisation.read', {})).set).toMatchObject(view);
    await person.renew(laptop);
    await expect(laptop.ask('organisation.remove', {})).rejects.toMatchObject({ code: 'organisation-required' });
    expect((await laptop.ask('organisation.read', {})).set).toMatchObject(view);
    // One that can't be meant hides nothing, and frees nothing.
    machine.policy = { organisation: { fingerprint: acme.fingerprint.slice(1), required: true } };
    expect(await laptop.ask('organisation.read', {})).toMatchObject({ set: { by: 'policy' }, isPolicyFaulty: true });
    await expect(laptop.ask('organisation.remove', {})).rejects.toMatchObject({ code: 'organisation-policy' });
    // Policy names another one: what is there can go.
    machine.policy = { organisation: { fingerprint: other.fingerprint, required: true } };
    expect((await laptop.ask('organisation.read', {})).set).toMatchObject({ isKept: false, isOther: true });
    await laptop.ask('organisation.remove', {});
    expect(await laptop.ask('organisation.read', {})).not.toHaveProperty('set');
  });
});
