import { describe, expect, it } from 'vitest';
import { newId } from '../../../src/crypto/index.ts';
import type { ContactState } from '../../../src/messaging/contacts/index.ts';
import { cardHash, conversationOf, invitationConversation, stateOf } from '../../../src/messaging/contacts/index.ts';
import { Person } from './person.ts';

describe('a conversation', () => {
  it('of two people is the same on both sides, and another one for everybody else', () => {
    const [a, b, c] = [newId(), newId(), newId()];
    expect(conversationOf(a, b)).toBe(conversationOf(b, a));
    expect(new Set([conversationOf(a, b), conversationOf(a, c), conversationOf(b, c), conversationOf(a, a)]).size).toBe(
      4,
    );
  });

  it('of an invitation is told by its card, as are those that its text is for', async () => {
    const alice = await Person.at();
    const [one, other] = [await alice.card(), await alice.card()];
    expect(invitationConversation(one)).not.toBe(invitationConversation(other));
    expect(cardHash(one)).toHaveLength(32);
    expect(cardHash(one)).not.toEqual(cardHash(other));
  });
});

it('a contact has four states, of which the person’s word comes first', async () => {
  const alice = await Person.at();
  const contact = await alice.met(1);
  const closed = { ...contact, closed: { by: 'differed' as const, since: 2 } };
  const states: readonly ContactState[] = [contact, closed, { ...closed, blockedAt: 3 }].map(stateOf);
  expect(states).toEqual(['not-compared', 'closed', 'blocked']);
});
