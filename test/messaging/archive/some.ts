import fc from 'fast-check';
import { toId } from '../../../src/encoding/index.ts';
import type { Id } from '../../../src/encoding/index.ts';
import type { IndexRow, MessageRow } from '../../../src/messaging/archive/index.ts';

const idOf = (value: number): Id => toId(new Uint8Array(16).fill(value));

/** A handful of records, people and conversations, so that they meet. */
export const someRecord = fc.integer({ min: 0, max: 200 }).map(idOf);
const someContact = fc.constantFrom(...[231, 232, 233].map(idOf));
const someConversation = fc.constantFrom(...[241, 242].map(idOf));

const someMessageRow: fc.Arbitrary<MessageRow> = fc.record({
  kind: fc.constant('message' as const),
  record: someRecord,
  revision: fc.integer({ min: 1, max: 3 }),
  id: fc.integer({ min: 0, max: 20 }).map((value) => `text ${value}`),
  contact: someContact,
  conversation: someConversation,
  isOwn: fc.boolean(),
  at: fc.nat(30),
  cameAt: fc.nat(30),
  origin: fc.constant(''),
  text: fc.constantFrom('Grüße aus Köln', 'see you at 8', 'ok'),
});

export const someRow: fc.Arbitrary<IndexRow> = fc.oneof(
  { weight: 6, arbitrary: someMessageRow },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constant('read' as const),
      record: fc.tuple(someContact, someConversation).map(([contact, conversation]) => `${contact}${conversation}`),
      revision: fc.integer({ min: 1, max: 3 }),
      contact: someContact,
      conversation: someConversation,
      upTo: fc.nat(30),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({ kind: fc.constant('other' as const), record: someRecord, revision: fc.constant(1) }),
  },
);
