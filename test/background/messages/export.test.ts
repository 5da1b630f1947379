import { describe, expect, it } from 'vitest';
import { conversationPiece } from '../../../src/background/messages/export.ts';
import type { MessageRow } from '../../../src/messaging/index.ts';
import { conversationForms } from '../../../src/messaging/index.ts';
import { acquainted, isRead, seal, stoppedEach } from './support/two.ts';

const browsers = stoppedEach();
const MINUTE = 60_000;

it('a conversation is saved for anybody to read, after a fresh proof only, and that is told', async () => {
  const { alice, bob, people, toBob, toAlice } = await acquainted();
  browsers.push(alice, bob);
  const armored = await seal(alice, toBob, 'The second drawer.');
  await isRead(bob, armored, 'The second drawer.');
  const saved = async (as: 'text' | 'json') =>
    bob.ask('conversations.export', { id: toAlice, as, words: { own: 'Me', unseen: '(not seen)' } });
  const { name, text, next } = await saved('text');
  expect(name).toMatch(/^latchkey-conversation-\d{4}-\d\d-\d\d\.txt$/);
  expect(next).toBeUndefined();
  expect(text.replaceAll(/\d{4}-\d\d-\d\d \d\d:\d\d:\d\d/g, 'TIME')).toBe(
    [
      ['Alice', 'hello'],
      ['Me', 'and you'],
      ['Alice', 'The second drawer.'],
    ]
      .map(([who = '', words = '']) => `TIME ${who} (https://chat.example)\n${words}\n`)
      .join('\n'),
  );
  const { texts } = JSON.parse((await saved('json')).text) as { texts: { text: string; isOwn: boolean }[] };
  expect(texts.map(({ text: words, isOwn }) => [words, isOwn])).toEqual([
    ['hello', false],
    ['and you', true],
    ['The second drawer.', false],
  ]);
  expect(await bob.ask('activity.own', {})).toContainEqual(expect.objectContaining({ about: name }));
  // A proof grows old while messages stay open.
  for (const _ of [1, 2]) {
    people.alice.store.clock.forward(3 * MINUTE);
    await bob.ask('conversations.read', { id: toAlice });
  }
  await expect(saved('text')).rejects.toMatchObject({ code: 'fresh-proof-needed' });
  await bob.ask('unlock.password', { password: people.bob.password });
  expect((await saved('text')).text).toBe(text);
});

describe('a long conversation', () => {
  const rows = Array.from({ length: 30 }, (_, at): MessageRow => ({
    ...{ kind: 'message', record: String(at), revision: 1, id: `id ${String(at)}`, contact: 'c', conversation: 't' },
    ...{ isOwn: at % 2 === 0, at: at * MINUTE, cameAt: at * MINUTE, origin: '' },
    text: `${String(at)} ${'x'.repeat(400_000)}`,
  }));
  const words = { own: 'Me', other: 'Alice', unseen: '' };
  const whole = (as: keyof typeof conversationForms, of: readonly MessageRow[]): string[] => {
    const pieces: string[] = [];
    let after: string | undefined;
    do {
      const form = { form: conversationForms[as], words, nameOf: () => words.other };
      const { text, next } = conversationPiece(of, { ...form, after, now: 0 });
      pieces.push(text);
      after = next;
    } while (after !== undefined);
    return pieces;
  };

  it('comes in pieces that make one file', () => {
    const pieces = whole('json', rows);
    expect(pieces.length).toBeGreaterThan(2);
    const { texts } = JSON.parse(pieces.join('')) as { texts: { id: string }[] };
    expect(texts.map(({ id }) => id)).toEqual(rows.map(({ id }) => id));
    const text = whole('text', rows).join('');
    expect([...text.matchAll(/^(\d+) x/gm)].map(([, at]) => Number(at))).toEqual(rows.map((_, at) => at));
  });

  it('is a whole file also where nothing was written', () => {
    expect(JSON.parse(whole('json', []).join(''))).toMatchObject({ texts: [] });
    expect(whole('text', [])).toEqual(['']);
  });
});
