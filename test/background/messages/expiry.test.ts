import { describe, expect, it } from 'vitest';
import { heldContact } from '../../../src/background/contacts/index.ts';
import { portsOf } from '../../../src/background/messages/ports.ts';
import { fromBase64url } from '../../../src/encoding/index.ts';
import { outboxPut } from '../../../src/messaging/conversations/keep.ts';
import { conversationOf, messageName } from '../../../src/messaging/index.ts';
import type { OutboxRow } from '../../../src/wire/index.ts';
import { soon } from '../../sync/support/soon.ts';
import type { Browser } from '../support/person.ts';
import { sealFor } from './support/three.ts';
import {
  acquaintedEach,
  alice,
  allSent,
  bob,
  isRead,
  losing,
  people,
  read,
  seal,
  toAlice,
  toBob,
} from './support/two.ts';
import { takeTurns } from '../../support/turns.ts';

takeTurns();

const MINUTE = 60_000;
const HOUR = 3_600_000;
const DAY = 24 * HOUR;

const others = acquaintedEach();

/** Everything of a browser that lies in a row of its messages, opened, as text: what whoever has its row key could read. */
async function opened({ parts }: Browser): Promise<string> {
  const vault = await parts.session.vault();
  const tables = ['sessions', 'prekeys', 'outbox', 'inbox', 'index', 'keys'] as const;
  const rows = (await Promise.all(tables.map((table) => vault.rows.list(table)))).flat();
  const records = await vault.records.readMany(vault.records.unlisted().map(({ id }) => id));
  return [
    ...rows.map(({ body }) => Buffer.from(body).toString()),
    ...records.map(({ body }) => JSON.stringify(body)),
  ].join('\n');
}

/** K of an own text that ends, as rows spell it. */
async function keyOf({ parts }: Browser, id: string): Promise<string> {
  const vault = await parts.session.vault();
  const row = await vault.rows.read('keys', messageName({ account: vault.account, origin: '' }, fromBase64url(id)));
  const { message } = JSON.parse(Buffer.from(row?.body ?? []).toString()) as { message: { key: string } };
  return message.key;
}

const idOf = async (browser: Browser, armored: string): Promise<string> => {
  const text = await read(browser, armored);
  if (text.kind !== 'message') throw new Error(text.kind);
  return text.id;
};

/** Both unlocked, whatever time has passed. */
async function later(by: number): Promise<void> {
  people.alice.store.clock.forward(by);
  for (const [browser, person] of both()) await browser.ask('unlock.password', { password: person.password });
}

/** Both begin anew, and are unlocked. */
async function restarted(): Promise<void> {
  for (const [browser, person] of both()) {
    await browser.restart();
    await browser.ask('unlock.password', { password: person.password });
  }
}

const both = () => [[alice, people.alice] as const, [bob, people.bob] as const];

describe('a text that ends', () => {
  it('is read until then, never archived, and then unreadable from every row, also after a restart', async () => {
    const armored = await sealFor(alice, [toBob], 'canary wombat', { period: HOUR });
    await isRead(bob, armored, 'canary wombat');
    expect(await read(bob, armored)).toMatchObject({ until: expect.any(Number) as number });
    await soon(async () =>
      expect((await alice.ask('conversations.read', { id: toBob })).texts.at(-1)?.state).toBe('sent'),
    );
    const key = await keyOf(alice, await idOf(alice, armored));
    for (const browser of [alice, bob]) {
      // Control: it is there, and in a row alone.
      expect(await opened(browser)).toContain('canary wombat');
      expect(await opened(browser)).toContain(key);
      const { records } = await browser.parts.session.vault();
      const bodies = await records.readMany(records.unlisted().map(({ id }) => id));
      expect(JSON.stringify(bodies)).not.toContain('canary');
    }
    await later(HOUR);
    // At use, before any alarm.
    for (const browser of [alice, bob])
      expect(await read(browser, armored)).toMatchObject({ kind: 'gone', by: 'expiry' });
    for (const browser of [alice, bob]) {
      await browser.parts.messages.look();
      expect(await opened(browser)).not.toContain('canary wombat');
      expect(await opened(browser)).not.toContain(key);
      expect((await browser.ask('conversations.search', { query: 'wombat' })).length).toBe(0);
    }
    await restarted();
    for (const browser of [alice, bob]) {
      expect(await read(browser, armored)).toMatchObject({ kind: 'gone', by: 'expiry' });
      expect(await opened(browser)).not.toContain('canary wombat');
      expect(await opened(browser)).not.toContain(key);
    }
    expect(await read(bob, armored)).toMatchObject({ from: { name: 'Alice' } });
  });

  it('comes to the own other browsers by envelopes, and goes there, too', async () => {
    const phone = await people.alice.joinedBrowser('phone');
    others.push(phone);
    await phone.parts.messages.receive();
    await alice.ask('account.sync', {});
    await alice.parts.messages.receive();
    const armored = await sealFor(alice, [toBob], 'canary wombat', { period: HOUR });
    await alice.parts.messages.send();
    await soon(async () => {
      await phone.parts.messages.receive();
      expect(await read(phone, armored)).toMatchObject({ kind: 'message', isOwn: true, text: 'canary wombat' });
    });
    await later(HOUR);
    await phone.ask('unlock.password', { password: people.alice.password });
    await phone.parts.messages.look();
    expect(await read(phone, armored)).toMatchObject({ kind: 'gone', by: 'expiry' });
    expect(await opened(phone)).not.toContain('canary wombat');
  });

  it('has ended where it comes too late, and never opens', async () => {
    bob.online = false;
    const armored = await sealFor(alice, [toBob], 'too late', { period: HOUR });
    await alice.parts.messages.send();
    await soon(async () =>
      expect((await alice.ask('conversations.read', { id: toBob })).texts.at(-1)?.state).toBe('sent'),
    );
    await later(2 * HOUR);
    bob.online = true;
    await bob.parts.messages.receive();
    expect(await read(bob, armored)).toMatchObject({ kind: 'gone', by: 'expiry' });
  });

  it('of a clock that is days ahead lives no longer than its time here; of one that is days behind, not at all', async () => {
    const now = people.alice.store.clock.now();
    const sealAt = async (time: number, text: string): Promise<string> => {
      alice.machine.clock = () => time;
      await alice.restart();
      await alice.ask('unlock.password', { password: people.alice.password });
      const armored = await sealFor(alice, [toBob], text, { period: HOUR });
      // Control: where it was written nothing is wrong with it.
      expect(await read(alice, armored)).toMatchObject({ kind: 'message', text });
      await alice.parts.messages.send();
      return armored;
    };
    const ahead = await sealAt(now + 5 * DAY, 'ahead');
    await isRead(bob, ahead, 'ahead');
    expect(((await read(bob, ahead)) as { until?: number }).until).toBeLessThanOrEqual(
      people.bob.store.clock.now() + HOUR,
    );
    const behind = await sealAt(now - 5 * DAY, 'behind');
    await soon(async () => {
      await bob.parts.messages.receive();
      expect(await read(bob, behind)).toMatchObject({ kind: 'gone', by: 'expiry' });
    });
  });
});

describe('a text that is taken back', () => {
  it('is forgotten on both sides, from every row, and does not come back', async () => {
    const armored = await seal(alice, toBob, 'canary quokka');
    await isRead(bob, armored, 'canary quokka');
    await allSent(alice, toBob);
    // Control: it is there.
    for (const browser of [alice, bob]) expect(await opened(browser)).toContain('canary quokka');
    await alice.ask('conversations.unsend', { text: await idOf(alice, armored) });
    expect(await read(alice, armored)).toMatchObject({ kind: 'gone', by: 'unsend' });
    await alice.parts.messages.send();
    await soon(async () => {
      await bob.parts.messages.receive();
      expect(await read(bob, armored)).toMatchObject({ kind: 'gone', by: 'unsend', from: { name: 'Alice' } });
    });
    for (const browser of [alice, bob]) {
      expect((await browser.ask('conversations.search', { query: 'quokka' })).length).toBe(0);
      expect(await opened(browser)).not.toContain('canary quokka');
    }
    await restarted();
    for (const browser of [alice, bob]) {
      expect(await read(browser, armored)).toMatchObject({ kind: 'gone', by: 'unsend' });
      expect(await opened(browser)).not.toContain('canary quokka');
    }
  });

  it('before its key came is not opened by it', async () => {
    let isLosing = false;
    const { bring } = await losing(() => isLosing);
    isLosing = true;
    const armored = await seal(alice, toBob, 'never seen');
    await allSent(alice, toBob);
    isLosing = false;
    await alice.ask('conversations.unsend', { text: await idOf(alice, armored) });
    await alice.parts.messages.send();
    await soon(async () => {
      await bob.parts.messages.receive();
      expect(await read(bob, armored)).toMatchObject({ kind: 'gone', by: 'unsend' });
    });
    people.alice.store.clock.forward(MINUTE);
    const { records } = await bob.parts.session.vault();
    const before = records.unlisted().length;
    // Control: the key isn't here yet, and then it is.
    expect((await bob.ask('conversations.read', { id: toAlice })).breaks).toMatchObject([{ is: 'missing', count: 1 }]);
    await bring();
    await soon(async () => {
      await bob.parts.messages.receive();
      expect((await bob.ask('conversations.read', { id: toAlice })).breaks).toEqual([]);
    });
    expect(await read(bob, armored)).toMatchObject({ kind: 'gone', by: 'unsend' });
    expect(records.unlisted()).toHaveLength(before);
  });

  it('by anybody but its writer stays', async () => {
    const armored = await seal(alice, toBob, 'mine');
    await isRead(bob, armored, 'mine');
    const text = await idOf(bob, armored);
    await expect(bob.ask('conversations.unsend', { text })).rejects.toMatchObject({ code: 'text-gone' });
    expect(await read(bob, armored)).toMatchObject({ kind: 'message', text: 'mine' });
    // Bob's browser asks for it all the same.
    const vault = await bob.parts.session.vault();
    const ports = portsOf(bob.parts, vault);
    const { contact } = await heldContact(vault, toAlice);
    const row: OutboxRow = {
      ...{ state: 'waiting', to: toAlice, draft: { kind: 'unsend', id: fromBase64url(text) }, origin: '', reached: [] },
      ...{ conversation: conversationOf(vault.account, contact.account), time: ports.clock() },
    };
    await ports.rows.write({ put: [outboxPut({ name: 'unsend', row })] });
    await bob.parts.messages.send();
    await soon(async () => {
      await alice.parts.messages.receive();
      // Control: it came, and is remembered as of a text of his.
      expect(await (await alice.parts.session.vault()).rows.list('keys')).toHaveLength(1);
    });
    expect(await read(alice, armored)).toMatchObject({ kind: 'message', isOwn: true, text: 'mine' });
  });
});
