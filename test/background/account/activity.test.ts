import { beforeEach, describe, expect, it } from 'vitest';
import { soon } from '../../sync/support/soon.ts';
import { Machine } from '../support/parts.ts';
import { Person } from '../support/person.ts';
import type { Browser } from '../support/person.ts';
import { exportedSealed } from '../support/sealed.ts';
import { exportedPieces } from '../support/plain.ts';
import { windows } from '../support/windows.ts';

const minute = 60_000;

async function own({ ask }: Pick<Browser, 'ask'>): Promise<string[]> {
  return (await ask('activity.own', {})).map(({ what, about }) => (about === undefined ? what : `${what}: ${about}`));
}

describe('what browsers write down', () => {
  it('is what was done to the ways in, and what went out and came in, the newest first', async () => {
    const machine = new Machine();
    const ask = windows(machine.background());
    await ask('vault.create', { password: 'correct horse battery staple', deviceName: 'Laptop' });
    expect(await own({ ask })).toEqual([]);
    const { phrase } = await ask('ways.drawPhrase', {});
    await ask('ways.addPhrase', { phrase, name: 'Paper' });
    machine.now += minute;
    await ask('ways.changePassword', { password: 'another horse, other batteries' });
    machine.now += minute;
    const { name } = await exportedSealed(ask, 'file password');
    await exportedPieces(ask, 'json');
    machine.now += minute;
    await expect(ask('ways.remove', { id: 'A'.repeat(22) })).rejects.toThrow();
    const paper = (await ask('ways.list', {})).find(({ kind }) => kind === 'phrase');
    await ask('ways.remove', { id: paper?.id ?? '' });
    const plain = name.replace('latchkey-', 'latchkey-plain-').replace('.latchkey', '.json');
    const replaced = (await ask('ways.list', {}))[0]?.name ?? '';
    expect(await own({ ask })).toEqual([
      'way-removed: Paper',
      `exported-plain: ${plain}`,
      `exported-sealed: ${name}`,
      `way-replaced: ${replaced}`,
      'way-added: Paper',
    ]);
    expect((await ask('activity.own', {}))[0]).toMatchObject({ by: 'Laptop', at: machine.now });
    // The list of items, and what is imported elsewhere, know nothing of it.
    expect((await ask('items.search', { query: '', in: 'all', offset: 0, limit: 9 })).total).toBe(0);
  });

  it('keeps the newest two hundred', async () => {
    const machine = new Machine();
    const ask = windows(machine.background());
    await ask('vault.create', { password: 'correct horse battery staple', deviceName: 'Laptop' });
    for (let times = 0; times < 203; times += 1) {
      machine.now += 1_000;
      await exportedPieces(ask, 'csv');
    }
    const deeds = await ask('activity.own', {});
    expect(deeds).toHaveLength(200);
    expect(deeds[0]?.at).toBe(machine.now);
  });
});

describe('of a vault at a store', () => {
  let person: Person;
  let first: Browser;

  beforeEach(async () => {
    person = await Person.arrive();
    first = await person.settledBrowser();
  });

  it('both browsers’ deeds stand in both, also of those that were apart', async () => {
    const second = await person.joinedBrowser();
    first.online = false;
    second.online = false;
    await exportedPieces(first.ask, 'csv');
    person.store.clock.forward(1_000);
    await exportedPieces(second.ask, 'json');
    first.online = true;
    second.online = true;
    await Promise.all([first.ask('account.sync', {}), second.ask('account.sync', {})]);
    await soon(async () => {
      const bys = (await first.ask('activity.own', {})).map(({ what, by }) => [what, by]);
      expect(bys).toEqual([
        ['exported-plain', 'second browser'],
        ['exported-plain', 'first browser'],
        ['joined', 'second browser'],
        ['connected', 'first browser'],
      ]);
      expect(await own(second)).toEqual(await own(first));
    });
  });

  it('changes of what signs in stand in both words, and a session by its name', async () => {
    const second = await person.joinedBrowser('Kitchen tablet');
    await soon(async () => {
      const sessions = await first.ask('account.sessions', {});
      expect(sessions.map(({ name }) => name)).toContain('Kitchen tablet');
    });
    const drawn = await first.ask('account.draw', { email: person.email });
    await first.ask('account.backupCodes.replace', { backupCodes: [...drawn.backupCodes] });
    await first.ask('account.email.change', { email: 'ada@elsewhere.example' });
    const sessions = await first.ask('account.sessions', {});
    await first.ask('account.sessions.end', { id: sessions.find(({ current }) => !current)?.id ?? '' });
    expect((await own(first)).filter((what) => !what.startsWith('connected')).toSorted()).toEqual([
      'address-changed: ada@elsewhere.example',
      'codes-renewed',
      'joined',
      'session-ended: Kitchen tablet',
    ]);
    const told = await first.ask('activity.store', {});
    const said = told.map(({ what, how, name, current }) => [what, how, current ? 'this' : name]);
    expect(said).toEqual(
      expect.arrayContaining([
        ['session-ended', undefined, 'Kitchen tablet'],
        ['address-changed', undefined, 'this'],
        ['codes-renewed', undefined, 'this'],
        ['signed-in-new', 'password', 'Kitchen tablet'],
        ['account-made', undefined, 'this'],
      ]),
    );
    await soon(async () => expect(await second.ask('status', {})).toMatchObject({ lock: 'locked' }));
  });

  it('refused tries are counted, and the vault’s own stands without the store', async () => {
    const thief = person.browser();
    const { ticket } = await thief.ask('signin.start', { address: person.address });
    for (const password of ['a guess', 'another', person.password]) {
      const typed = { ticket, email: person.email, password };
      await thief.ask('signin.password', typed).catch(() => undefined);
    }
    const wrong = { ticket, kind: 'totp' as const, code: '000000', password: person.password };
    await expect(thief.ask('signin.second', wrong)).rejects.toMatchObject({ code: 'second-factor-refused' });
    const counts = (await first.ask('activity.store', {})).map(({ what, count }) => [what, count]);
    expect(counts).toEqual(
      expect.arrayContaining([
        ['password-refused', 2],
        ['second-refused', 1],
      ]),
    );
    first.online = false;
    await expect(first.ask('activity.store', {})).rejects.toMatchObject({ code: 'unreachable' });
    expect(await own(first)).toHaveLength(1);
  });
});
