import { beforeEach, describe, expect, it } from 'vitest';
import { codeHandlers } from '../../../src/background/items/codes.ts';
import type { Parts } from '../../../src/background/parts.ts';
import { kindViews } from '../../../src/ui/items/index.ts';
import type { AnswerOf, InputOf, LoginFields } from '../../../src/rpc/index.ts';
import { Person } from '../support/person.ts';
import { Machine } from '../support/parts.ts';
import { windows } from '../support/windows.ts';
import type { Ask } from '../support/windows.ts';

const password = 'correct horse battery staple';
/** RFC 6238, appendix B: the seed for SHA-1, and its first code of six digits. */
const seed = 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ';
const firstCode = '287082';
/** RFC 4226, appendix D, count 2. */
const secondCode = '359152';
/** The same number, written as Steam does. */
const ofSteam = 'PV9M4';
const seconds = 59;

let machine: Machine;
let parts: Parts;
let ask: Ask;

const login = (fields: Partial<LoginFields> = {}): LoginFields => ({
  ...kindViews.login.blank,
  title: 'Shop',
  ...fields,
});
async function kept(item: InputOf<'items.save'>['item']): Promise<string> {
  return (await ask('items.save', { item })).id;
}

beforeEach(async () => {
  machine = new Machine();
  machine.now = seconds * 1_000;
  parts = machine.background();
  ask = windows(parts);
  await ask('vault.create', { password, deviceName: 'This browser' });
});

describe('the code', () => {
  it('of a login, with the next one and the time between them', async () => {
    const id = await kept(login({ totp: `otpauth://totp/Shop:me?secret=${seed}&issuer=Shop` }));
    expect(await ask('items.code', { id })).toEqual({ code: firstCode, next: secondCode, secondsLeft: 1, period: 30 });
    machine.now += 1_000;
    expect(await ask('items.code', { id })).toMatchObject({ code: secondCode, secondsLeft: 30 });
  });

  it('of a field that a person added, to any kind of item', async () => {
    const fields = [
      { id: 'a', label: 'Door', type: 'totp', value: seed },
      { id: 'b', label: 'Gate', type: 'totp', value: `steam://${seed}` },
    ] as const;
    for (const item of [login({ totp: 'JBSWY3DPEHPK3PXP', fields }), { ...kindViews.note.blank, fields }]) {
      const id = await kept(item);
      expect(await ask('items.code', { id, field: 'a' })).toMatchObject({ code: firstCode });
      expect(await ask('items.code', { id, field: 'b' })).toMatchObject({ code: ofSteam });
    }
  });

  it('of a text that is being put in', async () => {
    expect(await ask('items.code', { text: seed.toLowerCase() })).toMatchObject({ code: firstCode });
  });

  it('comes without the seed, in whatever shape', async () => {
    const id = await kept(login({ totp: `otpauth://totp/Shop:me?secret=${seed}` }));
    const told = JSON.stringify([await ask('items.code', { id }), machine.told]);
    for (const trace of [seed, seed.toLowerCase(), '12345678901234567890', 'Shop:me'])
      expect(told).not.toContain(trace);
  });

  it('is refused while the vault is locked', async () => {
    const id = await kept(login({ totp: seed }));
    await ask('lock', {});
    await expect(ask('items.code', { id })).rejects.toMatchObject({ code: 'locked' });
  });
});

describe('no code', () => {
  it.each([
    ['', 'empty'],
    ['ask Mira, she has it', 'unreadable'],
    [`otpauth://hotp/x?secret=${seed}&counter=1`, 'counter'],
    [`otpauth://totp/x?secret=${seed}&digits=12`, 'parameters'],
  ])('for %j, which stays as it is', async (totp, none) => {
    const id = await kept(login({ totp }));
    expect(await ask('items.code', { id })).toEqual({ none });
    expect((await ask('items.read', { id })).item).toMatchObject({ totp });
  });

  it('for a note, for no such field, and for a field that is no secret', async () => {
    const fields = [{ id: 'a', label: 'Number', type: 'text', value: seed }] as const;
    const id = await kept({ ...kindViews.note.blank, fields });
    for (const field of [undefined, 'a', 'b', 'constructor']) {
      expect(await ask('items.code', { id, ...(field !== undefined && { field }) })).toEqual({ none: 'empty' });
    }
  });

  it('for what is not there', async () => {
    await expect(ask('items.code', { id: 'A'.repeat(22) })).rejects.toMatchObject({ code: 'unknown-record' });
  });
});

describe('the clock', () => {
  const told = async (clockOff: number | undefined): Promise<AnswerOf<'items.code'>> =>
    codeHandlers({ ...parts, clockOff: () => clockOff })['items.code']({ text: seed }, { role: 'window' });

  it.each([
    [undefined, undefined],
    [0, undefined],
    [5_000, undefined],
    [-5_000, undefined],
    [5_600, 6],
    [-42_000, -42],
  ])('off by %s ms: %s s are told, and the code is that of the clock', async (clockOff, seconds) => {
    const answer = await told(clockOff);
    expect(answer).toMatchObject({ code: firstCode });
    expect('clockOff' in answer ? answer.clockOff : undefined).toBe(seconds);
  });

  it('is compared with a store’s, where there is one', async () => {
    const person = await Person.arrive();
    const browser = await person.settledBrowser();
    expect(await browser.ask('items.code', { text: seed })).not.toHaveProperty('clockOff');
    browser.machine.clock = () => person.store.clock.now() - 60_000;
    // A clock that was put back locks.
    await browser.ask('unlock.password', { password: person.password });
    await browser.ask('account.sync', {});
    expect(await browser.ask('items.code', { text: seed })).toMatchObject({ clockOff: -60 });
  });
});
