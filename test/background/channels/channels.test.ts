import { beforeEach, describe, expect, it } from 'vitest';
import type { Parts } from '../../../src/background/parts.ts';
import { pageHandlers } from '../../../src/background/pages/pages.ts';
import { openForChannel, sealForSelf } from '../../../src/messaging/index.ts';
import { randomBytes } from '../../../src/crypto/index.ts';
import { actions, content, Document, frame } from '../support/document.ts';
import { Machine } from '../support/parts.ts';
import { windows } from '../support/windows.ts';
import type { Ask } from '../support/windows.ts';

const ownPassword = 'a long enough password';
const words = 'oat-herring-quiver-lantern-seventh';
const hours = 3_600_000;

/** Somebody with a vault of their own and no store, and a page with one field and one text. */
class Member {
  readonly machine = new Machine();
  readonly parts: Parts = this.machine.background();
  readonly ask: Ask = windows(this.parts);
  readonly document = new Document();
  readonly pages = pageHandlers(this.parts, actions(this.document));

  static async arrive(): Promise<Member> {
    const member = new Member();
    await member.ask('vault.create', { password: ownPassword, deviceName: 'Test' });
    return member;
  }

  async offer(kind: 'compose' | 'reveal'): Promise<string> {
    return (await this.pages['page.offer']({ page: this.document.page, kind }, content)).ticket;
  }

  /** Writes in a page. */
  async write(channel: string, text: string): Promise<string> {
    const ticket = await this.offer('compose');
    return (await this.pages['compose.seal']({ ticket, text, replace: true, channel }, frame)).armored;
  }

  /** Reads in a page. */
  async read(armored: string) {
    this.document.task = { kind: 'reveal', site: 'forum.example', readings: [armored], before: [] };
    const ticket = await this.offer('reveal');
    return { ticket, answer: await this.pages['reveal.open']({ ticket }, frame) };
  }

  async join(armored: string, password = words): Promise<string> {
    return (await this.ask('channels.join', { armored, name: 'forum.example', password })).id;
  }

  async keys(id: string): Promise<string | undefined> {
    return (await this.ask('channels.list', {})).find((row) => row.id === id)?.keys;
  }

  later(milliseconds: number): void {
    this.machine.now += milliseconds;
  }

  /** The deadline of messages passes meanwhile. */
  async sleep(milliseconds: number): Promise<void> {
    this.later(milliseconds);
    await this.ask('unlock.password', { password: ownPassword });
  }
}

describe('a channel over the page alone', () => {
  let alice: Member;
  let bob: Member;
  let hers: string;

  beforeEach(async () => {
    [alice, bob] = [await Member.arrive(), await Member.arrive()];
    hers = (await alice.ask('channels.make', { name: 'House committee', password: words, atStore: false })).id;
  });

  it('is made, written to, joined by any text and its password, and answered', async () => {
    const armored = await alice.write(hers, 'the roof leaks');
    expect((await bob.read(armored)).answer).toMatchObject({ kind: 'unknown-channel' });
    await expect(bob.join(armored, `${words}x`)).rejects.toMatchObject({ code: 'wrong-chat-password' });
    const his = await bob.join(armored);
    expect((await bob.read(armored)).answer).toMatchObject({ kind: 'channel', text: 'the roof leaks', isOwn: false });
    const answer = await bob.write(his, 'I call somebody');
    expect((await alice.read(answer)).answer).toMatchObject({ text: 'I call somebody', isOwn: false, isOld: false });
    expect((await alice.read(armored)).answer).toMatchObject({ text: 'the roof leaks', isOwn: true });
    expect(await bob.join(answer)).toBe(his);
    expect(await alice.ask('channels.look', { id: hers })).toMatchObject({ password: words, seen: 1, keep: 3 });
  });

  it('takes no password that is guessed, and never the one that opens the vault', async () => {
    const make = (password: string) => alice.ask('channels.make', { name: 'x', password, atStore: false });
    for (const weak of ['password1', 'qwertyuiop', 'summer2026']) {
      await expect(make(weak)).rejects.toMatchObject({ code: 'chat-password-weak' });
    }
    await expect(make(ownPassword)).rejects.toMatchObject({ code: 'chat-password-own' });
    expect(await alice.ask('channels.list', {})).toHaveLength(1);
    // A channel that others made with the very password that opens this vault.
    const carol = new Member();
    await carol.ask('vault.create', { password: words, deviceName: 'Test' });
    const text = await alice.write(hers, 'x');
    await expect(carol.join(text)).rejects.toMatchObject({ code: 'chat-password-own' });
    await expect(carol.join(text, ownPassword)).rejects.toMatchObject({ code: 'wrong-chat-password' });
  });

  it('asks for the password in a window of ours, which knows the text', async () => {
    const armored = await alice.write(hers, 'x');
    const { ticket } = await bob.read(armored);
    await bob.pages['channels.beginJoin']({ ticket }, frame);
    const [, id = ''] = /popup\.html#join-(.*)$/.exec(bob.machine.opened.at(-1) ?? '') ?? [];
    const window = { role: 'window' } as const;
    expect(await bob.pages['channels.joining']({ id }, window)).toEqual({ armored, site: 'forum.example' });
    await expect(bob.pages['channels.joining']({ id: 'A'.repeat(22) }, window)).rejects.toMatchObject({
      code: 'no-ticket',
    });
    const writing = await alice.offer('compose');
    alice.document.task = { ...new Document().task };
    await alice.pages['channels.beginMake']({ ticket: writing }, frame);
    expect(alice.machine.opened.at(-1)).toContain('popup.html#channel');
  });

  it('comes back by the password alone, from any text, whatever was renewed', async () => {
    await alice.ask('channels.refresh', { id: hers });
    await alice.ask('channels.refresh', { id: hers });
    const armored = await alice.write(hers, 'kept in the page');
    await alice.ask('channels.leave', { id: hers });
    expect(await alice.ask('channels.list', {})).toEqual([]);
    expect((await alice.read(armored)).answer).toMatchObject({ kind: 'unknown-channel' });
    await alice.join(armored);
    expect((await alice.read(armored)).answer).toMatchObject({ text: 'kept in the page' });
  });

  it('is pending after new keys, until another member has them', async () => {
    const his = await bob.join(await alice.write(hers, 'x'));
    await alice.ask('channels.refresh', { id: hers });
    expect(await alice.keys(hers)).toBe('pending');
    // What was written before, or by oneself, proves nothing.
    await alice.read(await bob.write(his, 'of before'));
    const { armored } = await alice.ask('channels.keyText', { id: hers });
    await alice.read(armored);
    expect(await alice.keys(hers)).toBe('pending');
    expect((await bob.read(armored)).answer).toMatchObject({ kind: 'channel', text: '' });
    await alice.read(await bob.write(his, 'of now'));
    expect(await alice.keys(hers)).toBe('refreshed');
    expect(await bob.keys(his)).toBe('refreshed');
  });

  it('has one key after both renewed at once, and loses no text', async () => {
    const his = await bob.join(await alice.write(hers, 'x'));
    await alice.read(await bob.write(his, 'y'));
    await alice.ask('channels.refresh', { id: hers });
    await bob.ask('channels.refresh', { id: his });
    const [one, other] = [await alice.write(hers, 'from her'), await bob.write(his, 'from him')];
    expect((await bob.read(one)).answer).toMatchObject({ text: 'from her', isOld: false });
    expect((await alice.read(other)).answer).toMatchObject({ text: 'from him', isOld: false });
    expect([await alice.keys(hers), await bob.keys(his)]).toEqual(['refreshed', 'refreshed']);
    const numbers = async (member: Member, id: string) =>
      (await member.ask('channels.look', { id })).history.map(({ number }) => number);
    expect(await numbers(alice, hers)).toEqual([2, 2, 1]);
    expect(await numbers(bob, his)).toEqual([2, 2, 1]);
  });

  it('is renewed with the next text after two days, if another member was there', async () => {
    const his = await bob.join(await alice.write(hers, 'x'));
    const count = async () => (await alice.ask('channels.look', { id: hers })).history.length;
    await alice.sleep(49 * hours);
    await alice.write(hers, 'nobody was here');
    expect(await count()).toBe(1);
    await alice.read(await bob.write(his, 'I am'));
    await alice.write(hers, 'now there is');
    expect(await count()).toBe(2);
    await alice.write(hers, 'and once is enough');
    expect(await count()).toBe(2);
  });

  it('says of a text that it is of an old key, and opens it', async () => {
    const old = await alice.write(hers, 'long ago');
    for (let at = 0; at < 3; at += 1) await alice.ask('channels.refresh', { id: hers });
    expect((await alice.read(old)).answer).toMatchObject({ text: 'long ago', isOld: true });
    await alice.ask('channels.keep', { id: hers, keep: 10 });
    expect((await alice.read(old)).answer).toMatchObject({ text: 'long ago', isOld: false });
  });

  it('keeps names while messages are locked, and neither writes, reads nor shows a password', async () => {
    const armored = await alice.write(hers, 'x');
    alice.later(6 * 60_000);
    expect(await alice.ask('channels.list', {})).toMatchObject([{ name: 'House committee' }]);
    const locked = { code: 'messages-locked' };
    await expect(alice.write(hers, 'y')).rejects.toMatchObject(locked);
    await expect(alice.read(armored)).rejects.toMatchObject(locked);
    await expect(alice.ask('channels.look', { id: hers })).rejects.toMatchObject(locked);
    await expect(alice.ask('channels.refresh', { id: hers })).rejects.toMatchObject(locked);
    await expect(alice.ask('channels.make', { name: 'x', password: words, atStore: false })).rejects.toMatchObject(
      locked,
    );
  });

  it('hears only armored text in the page, and writes nothing that no member would', async () => {
    const armored = await alice.write(hers, 'canary: the blue envelope');
    expect(JSON.stringify(alice.document.heard)).not.toContain('canary');
    expect(JSON.stringify([...alice.machine.local.values, ...alice.machine.memory.values])).not.toContain(words);
    const foreign = await sealForSelf({ epoch: randomBytes(4), key: randomBytes(32) }, 'x');
    await expect(bob.join(foreign)).rejects.toMatchObject({ code: 'armor-version' });
    await expect(openForChannel({ channel: 'A'.repeat(22), secret: randomBytes(32) }, armored)).rejects.toThrow();
  });

  it('preselects the channel that was written to last from that page', async () => {
    await alice.write(hers, 'x');
    const ticket = await alice.offer('compose');
    expect(await alice.pages['compose.task']({ ticket }, frame)).toMatchObject({
      to: [{ id: hers, name: 'House committee', state: 'channel' }],
    });
    await alice.ask('channels.leave', { id: hers });
    const again = await alice.pages['compose.task']({ ticket: await alice.offer('compose') }, frame);
    expect(again.to).toEqual([]);
    await expect(alice.write(hers, 'x')).rejects.toMatchObject({ code: 'channel-gone' });
  });
});
