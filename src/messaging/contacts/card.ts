import { digest, sign, verify } from '../../crypto/index.ts';
import type { Bytes, Id } from '../../encoding/index.ts';
import { associate, fromId, toId } from '../../encoding/index.ts';
import type { Card, Contact } from '../../wire/index.ts';
import { readCard, writeCard, writeSigned } from '../../wire/index.ts';
import { CardError } from './errors.ts';

const ID_BYTES = 16;

function messageOf(account: Id, card: Bytes): Bytes {
  return associate('card', { account: fromId(account), card });
}

/** A card signed by its account's identity (Ed25519 seed, 32 bytes), encoded. Throws MalformedError. */
export async function signCard(identitySeed: Bytes, card: Card): Promise<Bytes> {
  const signed = writeCard(card);
  return writeSigned(signed, await sign(identitySeed, messageOf(card.account, signed)));
}

/**
 * Whether the identity that a card names has signed it: whose identity that is, only a list says. Throws CardError, MalformedError,
 * FormatError.
 */
export async function checkCard(encoded: Bytes): Promise<Card> {
  const { value, signed, signature } = readCard(encoded);
  if (!(await verify(value.identity, messageOf(value.account, signed), signature))) throw new CardError();
  return value;
}

/** What stands in the place of recipients in the text of an invitation (protocol 8.7): 32 bytes. */
export function cardHash(encoded: Bytes): Bytes {
  return digest('card/hash', { card: encoded });
}

/** The conversation that an invitation's text names, until the first reply begins that of the two. */
export function invitationConversation(encoded: Bytes): Id {
  return toId(digest('invitation', { card: encoded }).slice(0, ID_BYTES));
}

/** Cards of one account are ordered by list version, then by serial. */
export function isNewerCard(card: Pick<Card, 'version' | 'serial'>, held: Contact['card']): boolean {
  return card.version > held.version || (card.version === held.version && card.serial > held.serial);
}
