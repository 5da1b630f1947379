import { describe, expect, it } from 'vitest';
import { newId } from '../../../src/crypto/index.ts';
import { MalformedError, toBase64url } from '../../../src/encoding/index.ts';
import { messageName, readMarkName, rowOf } from '../../../src/messaging/archive/index.ts';
import { mergeBodies } from '../../../src/records/index.ts';
import type { ArchivedMessage } from '../../../src/wire/index.ts';
import { archivedBody, readArchived } from '../../../src/wire/index.ts';

const key = (value: number) => new Uint8Array(32).fill(value);
const message: ArchivedMessage = {
  ...{ kind: 'message', id: new Uint8Array(24).fill(1), sender: newId(), contact: newId(), conversation: newId() },
  ...{ key: key(1), identity: key(2), ciphertext: key(3), recipients: [{ account: newId(), identity: key(4) }] },
  ...{ time: 1_000, cameAt: 2_000, origin: 'https://chat.example', text: 'hello' },
};
const record = (body: unknown, domain = 'messages') => ({ id: 'r', revision: 4, domain, body });

describe('an archived text', () => {
  it('is read from its record as it was written, with and without what may be absent', () => {
    const { text: _, cameAt: __, ...bare } = message;
    for (const each of [message, bare, { ...message, invitation: key(9) }]) {
      expect(readArchived(archivedBody(each))).toEqual(each);
    }
    expect(() => readArchived({ ...(archivedBody(message) as object), more: 1 })).toThrow(MalformedError);
    expect(() => readArchived(archivedBody({ ...message, text: 'x'.repeat(100_001) }))).toThrow(MalformedError);
  });

  it('that two browsers kept apart, one with its text, is one text with it', () => {
    const { text: _, ...bare } = { ...message, cameAt: 3_000 };
    for (const [ours, theirs] of [
      [message, bare],
      [bare, message],
    ] as const) {
      const merged = readArchived(mergeBodies(undefined, archivedBody(ours), archivedBody(theirs)));
      expect(merged).toMatchObject({ kind: 'message', text: 'hello', key: message.key });
    }
  });

  it('has a name of its own for each writer, also of one account id at two stores', () => {
    const account = newId();
    const names = [
      messageName({ account, origin: 'https://a.example' }, message.id),
      messageName({ account, origin: 'https://b.example' }, message.id),
      messageName({ account: newId(), origin: 'https://a.example' }, message.id),
      messageName({ account, origin: 'https://a.example' }, new Uint8Array(24)),
    ];
    expect(new Set(names).size).toBe(names.length);
    const [one, other] = [newId(), newId()];
    expect(new Set([readMarkName(one, other), readMarkName(other, one)]).size).toBe(2);
  });
});

describe('the row of a record', () => {
  it('stands where its writer’s clock says, but never much ahead of when it came', () => {
    const row = rowOf(record(archivedBody(message)));
    expect(row).toMatchObject({ record: 'r', revision: 4, id: toBase64url(message.id), isOwn: false, at: 1_000 });
    expect(rowOf(record(archivedBody({ ...message, time: 302_000 })))).toMatchObject({ at: 302_000 });
    expect(rowOf(record(archivedBody({ ...message, time: 302_001 })))).toMatchObject({ at: 2_000 });
    const { cameAt: _, ...own } = message;
    expect(rowOf(record(archivedBody(own)))).toMatchObject({ isOwn: true, at: 1_000, cameAt: 1_000 });
  });

  it('is that of another thing for other domains and for bodies of a later version', () => {
    expect(rowOf(record(archivedBody(message), 'notes'))).toEqual({ kind: 'other', record: 'r', revision: 4 });
    expect(rowOf(record({ kind: 'poll' }))).toEqual({ kind: 'other', record: 'r', revision: 4 });
    expect(rowOf(record(null))).toEqual({ kind: 'other', record: 'r', revision: 4 });
    const mark = {
      kind: 'read',
      contact: message.contact,
      conversation: message.conversation,
      upTo: 9,
      updatedAt: 9,
    } as const;
    expect(rowOf(record(archivedBody(mark)))).toMatchObject({ kind: 'read', upTo: 9 });
  });
});
