import { expect, it } from 'vitest';
import { fromBase64url, toBase64url } from '../../src/encoding/index.ts';
import { agreementKeyPair, newId, randomBytes } from '../../src/crypto/index.ts';
import { makeTrustees, meetingOf, sealHanded } from '../../src/recovery/index.ts';
import type { Fetch } from '../../src/sync/index.ts';
import { MeetingClient } from '../../src/sync/index.ts';
import { letterTo } from '../server/support/recovery.ts';
import { soon } from '../sync/support/soon.ts';
import { writer } from './messages/support/two.ts';
import type { Writer } from './messages/support/two.ts';
import type { Browser } from './support/person.ts';
import { met } from './support/trustees.ts';
import type { Trustee } from './support/trustees.ts';
import { takeTurns } from '../support/turns.ts';

takeTurns();

const DAY = 24 * 60 * 60_000;
/** People who meet take a while, where the machine has much to do. */
const LONG = 400_000;
const mailbox = 'mira.elsewhere@example.org';

let mira: Writer;
let jonas: Trustee;
let ruth: Trustee;
let tomas: Trustee;
const mailed = (): string => letterTo(mira.person.store.mails, mailbox).code;

/** Time goes by, in which every browser locked; its person comes back. */
async function later(time: number): Promise<void> {
  mira.person.store.clock.forward(time);
  for (const { browser, person } of [mira, jonas, ruth, tomas]) {
    await browser.ask('unlock.password', { password: person.password });
  }
}

async function setUp(people: readonly Trustee[], needed = 2): Promise<void> {
  const { person, browser } = mira;
  await person.renew(browser);
  await browser.ask('trustees.set', { people: people.map(({ id }) => id), needed });
  await browser.settled();
}

/** What Mira knows of them, once all that was on its way came. */
async function states(): Promise<readonly string[] | undefined> {
  await mira.browser.parts.messages.receive();
  await mira.browser.parts.messages.send();
  for (const { browser } of [jonas, ruth, tomas]) {
    await browser.parts.messages.receive();
    await browser.parts.messages.send();
  }
  await mira.browser.parts.messages.receive();
  const view = await mira.browser.ask('trustees.read', {});
  return view.state === 'set' ? view.people.map(({ state }) => state) : undefined;
}

async function asked(): Promise<{ fresh: Browser; ticket: string; code: string }> {
  const fresh = mira.person.browser();
  const { ticket } = await fresh.ask('signin.start', { address: mira.person.address });
  await fresh.ask('recovery.ask.open', { ticket, email: mailbox, language: 'en', by: 'trustees' });
  const state = await fresh.ask('recovery.ask.code', { ticket, code: mailed() });
  if (state.at !== 'gathering') throw new Error(state.at);
  return { fresh, ticket, code: state.code };
}

/** The sign-in of a browser that has nothing, begun anew: one is good for a while only. */
const begun = async ({ ask }: Browser): Promise<string> =>
  (await ask('signin.start', { address: mira.person.address })).ticket;

const hand = ({ browser, mira: contact }: Trustee, code: string, spoke = true) =>
  browser.ask('trust.hand', { contact, code, spoke });
const heldBy = ({ browser, mira: contact }: Trustee) => browser.ask('trust.read', { contact });

/** The drill's row of them, which nobody can try. */
const drilled = async () => (await mira.browser.ask('recovery.drill', {})).rows.find(({ kind }) => kind === 'trustees');

/** They are chosen among people who were compared, by an address that is proven. */
async function choose(): Promise<void> {
  const { browser, person } = mira;
  expect(await browser.ask('trustees.read', {})).toMatchObject({ state: 'none', needsAddress: true });
  await person.renew(browser);
  const people = [jonas.id, ruth.id, tomas.id];
  await expect(browser.ask('trustees.set', { people: [jonas.id, newId()], needed: 2 })).rejects.toMatchObject({
    code: 'trustee-not-compared',
  });
  const { ticket } = await browser.ask('recovery.answers.mail', { email: mailbox, language: 'en' });
  const set = (code: string) => browser.ask('trustees.set', { people, needed: 2, proof: { ticket, code } });
  await expect(set('AAAAAAAA')).rejects.toMatchObject({ code: 'code-refused' });
  expect(await browser.ask('trustees.read', {})).toMatchObject({ state: 'none' });
  await set(mailed());
  await browser.settled();
  const rung = async () => (await browser.ask('recovery.ladder', {})).rows.find((row) => row.rung === 'trustees');
  // Nobody has confirmed anything yet, so it would bring nobody back.
  expect(await rung()).toMatchObject({ state: 'waiting', confirmed: { held: 0, needed: 2 } });
  expect(await drilled()).toMatchObject({ shares: { held: 0, needed: 2, of: 3 } });
  expect(await drilled()).not.toHaveProperty('provenAt');
  await soon(async () => expect(await states()).toEqual(['held', 'held', 'held']));
  expect(await rung()).toMatchObject({ state: 'set', confirmed: { held: 3, needed: 2 } });
  expect(await drilled()).toMatchObject({ shares: { held: 3 }, provenAt: expect.any(Number) as number });
  expect(await heldBy(jonas)).toMatchObject({ holds: true, needed: 2, of: 3 });
}

/** They are stopped by the owner: what waits is not handed over, and the code leads nowhere. */
async function stop(): Promise<void> {
  const { fresh, code } = await asked();
  expect(await hand(jonas, code, false)).toMatchObject({ asked: { since: expect.any(Number) as number } });
  await mira.person.renew(mira.browser);
  const [open] = (await mira.browser.ask('recovery.answers', {})).open;
  expect(open).toMatchObject({ by: 'trustees' });
  await mira.browser.ask('recovery.answers.veto', { recovery: open?.recovery ?? '' });
  await later(DAY + 60_000);
  await jonas.browser.parts.trusts.due();
  expect(await heldBy(jonas)).not.toHaveProperty('asked');
  await expect(hand(ruth, code)).rejects.toMatchObject({ code: 'request-unknown' });
  expect(await fresh.ask('recovery.ask', { ticket: await begun(fresh) })).toEqual({ at: 'over', why: 'stopped' });
}

/** They hand nothing to another key, account or code than was told. */
async function deceive(): Promise<void> {
  const { code } = await asked();
  const { fetch } = jonas.person;
  const lying =
    (change: object): Fetch =>
    async (url, init) => {
      const answer = await fetch(url, init);
      if (!url.endsWith('/recovery/meeting')) return answer;
      const told = { ...((await answer.json()) as object), ...change };
      return new Response(JSON.stringify(told), { headers: answer.headers });
    };
  const key = toBase64url((await agreementKeyPair()).publicKey);
  for (const change of [{ shareKey: key }, { account: newId() }]) {
    jonas.person.fetch = lying(change);
    await expect(hand(jonas, code)).rejects.toMatchObject({ code: 'request-other' });
  }
  jonas.person.fetch = fetch;
  await expect(hand(jonas, 'A'.repeat(20))).rejects.toMatchObject({ code: 'request-unknown' });
  await expect(hand(jonas, 'A'.repeat(19))).rejects.toMatchObject({ code: 'code-shape' });
  expect(await heldBy(jonas)).not.toHaveProperty('asked');
}

/** They wait for a day where nobody spoke, over a restart; fewer than it takes open nothing, and who lies is named. */
async function wait(): Promise<void> {
  const { fresh, ticket, code } = await asked();
  await hand(jonas, code, false);
  expect(await jonas.browser.ask('trust.refuse', { contact: jonas.mira })).not.toHaveProperty('asked');
  await hand(jonas, code.toLowerCase(), false);
  await jonas.browser.parts.trusts.due();
  expect(await fresh.ask('recovery.ask', { ticket })).toMatchObject({ at: 'gathering', have: 0, isOpen: false });
  await jonas.browser.restart();
  await later(DAY + 60_000);
  const back = await begun(fresh);
  await jonas.browser.parts.trusts.due();
  await soon(async () =>
    expect(await heldBy(jonas)).toMatchObject({ asked: { handedAt: expect.any(Number) as number } }),
  );
  const state = await fresh.ask('recovery.ask', { ticket: back });
  expect(state).toMatchObject({ have: 1, needed: 2, isOpen: true, isEnough: false, from: ['Jonas'], bad: [] });
  await expect(fresh.ask('recovery.ask.shares', { ticket: back })).rejects.toMatchObject({ code: 'shares-missing' });

  const client = new MeetingClient({ fetch: (url, init) => mira.person.fetch(url, init) });
  const place = { store: mira.person.address, meeting: meetingOf(code) };
  const { account, shareKey } = await client.look(place);
  const { set, parts } = await makeTrustees(3, 2);
  const [, , { is: _, ...part } = { is: 'part' as const }] = parts;
  if (!('share' in part)) throw new Error('three');
  const lie = { trustee: newId(), name: 'Eve', set, ...part, hashes: [...part.hashes] };
  await client.hand(place, await sealHanded({ account, shareKey }, lie));
  await client.hand(place, fromBase64url(toBase64url(randomBytes(2_128))));
  await hand(tomas, code);
  expect(await fresh.ask('recovery.ask', { ticket: back })).toMatchObject({
    ...{ have: 2, needed: 2, isEnough: true, from: ['Jonas', 'Tomas'], bad: ['Eve'] },
  });
  await fresh.ask('recovery.ask.cancel', { ticket: back });
}

/** They say by themselves that they hold it, and that a browser is gone. */
async function confirm(): Promise<void> {
  await ruth.person.joinedBrowser();
  const { id } = (await ruth.browser.ask('devices.list', {})).find(({ isThis }) => !isThis) ?? { id: '' };
  await ruth.person.renew(ruth.browser);
  await ruth.browser.ask('devices.remove', { id, lost: false });
  await soon(async () => expect(await states()).toEqual(['held', 'changed', 'held']));
  const now = mira.person.store.clock.now();
  // They are used meanwhile, as browsers are.
  for (let months = 0; months < 7; months += 1) {
    await later(30 * DAY);
    await states();
  }
  await soon(async () => {
    await states();
    const view = await mira.browser.ask('trustees.read', {});
    const [one, , other] = view.state === 'set' ? view.people : [];
    for (const { at = 0 } of [one ?? {}, other ?? {}]) expect(at).toBeGreaterThan(now);
  });
  expect((await drilled())?.provenAt).toBeGreaterThan(now);
}

/** They are replaced: the new ones bring everything back, and those of before hold nothing any more. */
async function replace(): Promise<void> {
  // Ruth’s only browser has stood for less than a week where Mira saw it: to be compared again.
  await setUp([jonas, tomas]);
  await soon(async () => {
    expect(await states()).toEqual(['held', 'held']);
    expect(await heldBy(ruth)).toEqual({ holds: false });
  });
  const { fresh, code } = await asked();
  await hand(jonas, code);
  await hand(tomas, code);
  await later(DAY + 60_000);
  await fresh.restart();
  const { ticket } = await fresh.ask('signin.start', { address: mira.person.address });
  expect(await fresh.ask('recovery.ask', { ticket })).toMatchObject({ isOpen: true, isEnough: true });
  expect(await fresh.ask('recovery.ask.shares', { ticket })).toMatchObject({ at: 'preview' });
  await fresh.ask('signin.accept', { ticket, deviceName: 'fresh' });
  await fresh.settled();
  expect(await fresh.titles()).toEqual(['Alarm code']);
  expect(fresh.machine.local.values.has('recovery-asked')).toBe(false);
  expect(await fresh.ask('recovery.after', {})).toMatchObject({ isPending: true, browsers: ['first browser'] });
  expect(await fresh.ask('recovery.after.renew', {})).toEqual({ removed: 1 });
}

it(
  'trustees are chosen, waited for, stopped, lied to and replaced, and bring everything back',
  { timeout: LONG },
  async () => {
    mira = await writer('Mira');
    [jonas, ruth, tomas] = [await met(mira, 'Jonas'), await met(mira, 'Ruth'), await met(mira, 'Tomas')];
    await mira.browser.note('Alarm code');
    for (const step of [choose, stop, deceive, wait, confirm, replace]) await step();
  },
);
