import { beforeEach, expect, it } from 'vitest';
import { toBase64url } from '../../../src/encoding/index.ts';
import type { Certificate } from '../../../src/wire/index.ts';
import { readCertificate, readDeviceList, readSlot } from '../../../src/wire/index.ts';
import { soon } from '../../sync/support/soon.ts';
import { Person } from '../support/person.ts';
import type { Browser } from '../support/person.ts';

const DAY = 24 * 3_600_000;
let person: Person;
let laptop: Browser;
let phone: Browser;

beforeEach(async () => {
  person = await Person.arrive();
  laptop = await person.settledBrowser();
  phone = await person.joinedBrowser('phone');
  await laptop.settled();
});

function listOf({ machine }: Browser) {
  const { value } = readDeviceList(machine.database.header?.list ?? new Uint8Array());
  return { ...value, certificates: value.devices.map((encoded) => readCertificate(encoded).value) };
}

const deviceOf = async ({ parts }: Browser): Promise<string> => (await parts.session.vault()).device.id;

async function certificateOf(browser: Browser, of = browser): Promise<Certificate> {
  const device = await deviceOf(of);
  const found = listOf(browser).certificates.find((certificate) => certificate.device === device);
  if (!found) throw new Error('not listed');
  return found;
}

const slotsOf = ({ machine }: Browser): string[] =>
  (machine.database.header?.slots ?? [])
    .map(readSlot)
    .flatMap(({ id, parameters }) => (parameters.kind === 'device' ? [id] : []));

/** The days go by, and both are used. */
async function later(days: number): Promise<void> {
  person.store.clock.forward(days * DAY);
  for (const browser of [laptop, phone]) {
    await browser.ask('unlock.password', { password: person.password });
    await person.renew(browser);
    await browser.settled();
  }
}

const keys = ({ signing, agreement, mailbox }: Certificate): string[] => [signing, agreement, mailbox].map(toBase64url);

it('agreement, mailbox and slot of a browser are others after a month, and the list is signed again', async () => {
  const [before, version, slots] = [await certificateOf(phone), listOf(phone).version, slotsOf(phone)];
  await phone.parts.upkeep.run(0);
  expect(listOf(phone).version).toBe(version);
  await later(29);
  await phone.parts.upkeep.run(0);
  expect(listOf(phone).version).toBe(version);
  await later(2);
  expect((await phone.parts.session.vault()).devices.isListOld).toBe(true);
  await phone.parts.upkeep.run(0);
  const after = await certificateOf(phone);
  expect(listOf(phone)).toMatchObject({ version: version + 1, removed: [] });
  expect((await phone.parts.session.vault()).devices.isListOld).toBe(false);
  const [was, is] = [keys(before), keys(after)];
  expect(is[0]).toBe(was[0]);
  expect([is[1], is[2]]).not.toContainEqual(was[1]);
  expect(is[2]).not.toBe(was[2]);
  expect(slotsOf(phone)).toHaveLength(slots.length);
  expect(slotsOf(phone).filter((id) => !slots.includes(id))).toHaveLength(1);
  // The others follow, and a device is as old as it was.
  await laptop.ask('account.sync', {});
  expect(keys(await certificateOf(laptop, phone))).toEqual(is);
  const seen = (await laptop.ask('devices.list', {})).find(({ name }) => name === 'phone');
  expect(seen?.firstSeen).toBe(before.createdAt);
});

it('so they are where the answer to it was lost, and where another browser was quicker', async () => {
  const honest = person.fetch;
  const before = await certificateOf(phone);
  await later(31);
  let isLost = false;
  person.fetch = async (url, init) => {
    const answer = await honest(url, init);
    if (isLost || !url.endsWith('/v1/commits')) return answer;
    isLost = true;
    throw new TypeError('lost');
  };
  await phone.parts.upkeep.run(0);
  expect(isLost).toBe(true);
  person.fetch = honest;
  await phone.restart();
  await phone.ask('account.sync', {});
  await phone.settled();
  expect(keys(await certificateOf(phone))[1]).not.toBe(keys(before)[1]);
  await Promise.all([laptop.parts.upkeep.run(0), phone.parts.upkeep.run(0)]);
  for (const browser of [laptop, phone]) await browser.ask('account.sync', {});
  expect(listOf(laptop)).toEqual(listOf(phone));
  // Both still follow a rotation by their own slots.
  await person.renew(laptop);
  await laptop.ask('devices.renewKeys', {});
  await phone.note('goes on');
  await phone.settled();
});

it('whoever follows a scheduled rotation takes a fresh slot: a copy of before follows no further', async () => {
  const copy = person.browser(phone.machine.copy());
  const slots = slotsOf(phone);
  await person.renew(laptop);
  await laptop.ask('devices.renewKeys', {});
  await phone.ask('account.sync', {});
  expect(slotsOf(phone).filter((id) => !slots.includes(id))).toHaveLength(1);
  await phone.parts.upkeep.run(0);
  await phone.settled();
  expect(slotsOf(phone).filter((id) => slots.includes(id))).toEqual([]);
  await laptop.ask('account.sync', {});
  await laptop.ask('devices.renewKeys', {});
  await copy.ask('unlock.password', { password: person.password });
  await soon(async () => {
    const status = await copy.status();
    expect(status.connected && status.state).toMatchObject({ at: 'stopped', code: 'device-cloned' });
  });
});

it('a clock that is behind that of whoever rotated renews once, and not at every start', async () => {
  await person.renew(laptop);
  const honest = laptop.machine.clock;
  laptop.machine.clock = () => honest() + 120_000;
  await laptop.ask('devices.renewKeys', {});
  laptop.machine.clock = honest;
  await phone.ask('account.sync', {});
  await phone.parts.upkeep.run(0);
  const { version } = listOf(phone);
  await phone.parts.upkeep.run(0);
  await phone.parts.upkeep.run(0);
  expect(listOf(phone).version).toBe(version);
});
