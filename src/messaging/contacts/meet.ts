import { equal } from '../../crypto/index.ts';
import type { HeldList } from '../../devices/index.ts';
import { checkChain, checkNamedList, DeviceListError } from '../../devices/index.ts';
import type { Bytes } from '../../encoding/index.ts';
import { MalformedError } from '../../encoding/index.ts';
import type { Card, Contact } from '../../wire/index.ts';
import { checkCard } from './card.ts';
import { CardError } from './errors.ts';
import { followedFirst } from './follow.ts';

/**
 * A contact at first use (protocol 8.1): of a card, and of their device list as their store serves it, every version from the
 * card's to the newest. The newest identity counts. Throws CardError where the card's list is not in that chain, or names
 * another identity or store than the card; MalformedError, FormatError.
 */
export async function meetContact(encoded: Bytes, served: readonly Bytes[], now: number): Promise<Contact> {
  const card = await checkCard(encoded);
  const chain = await chainOf(card, served);
  const newest = chain.at(-1);
  if (!newest) throw new CardError();
  return {
    account: card.account,
    origin: card.store,
    card: { version: card.version, serial: card.serial, name: card.name },
    followed: followedFirst(
      newest,
      chain.map(({ checked }) => checked.store),
      now,
    ),
    token: { kind: 'invitation', value: card.token },
    createdAt: now,
    updatedAt: now,
  };
}

/** From the card's version on. Nobody's list key stands before that: the card vouches for its hash. */
async function chainOf(card: Card, [first, ...next]: readonly Bytes[]): Promise<readonly HeldList[]> {
  if (!first) throw new CardError();
  try {
    const checked = await checkNamedList(first, card.account, card.list);
    const isCards =
      checked.version === card.version && checked.store === card.store && equal(checked.identity, card.identity);
    if (!isCards) throw new CardError();
    const held: HeldList = { encoded: first, checked, former: [] };
    return [held, ...(await checkChain(card.account, next, held))];
  } catch (cause) {
    if (cause instanceof DeviceListError || cause instanceof MalformedError) throw new CardError({ cause });
    throw cause;
  }
}
