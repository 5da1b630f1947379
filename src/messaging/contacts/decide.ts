import { equal } from '../../crypto/index.ts';
import { checkNamedList, listHash } from '../../devices/index.ts';
import type { CheckedList } from '../../devices/index.ts';
import type { Bytes } from '../../encoding/index.ts';
import type { BodyOf, Card, Contact } from '../../wire/index.ts';
import { checkCard, isNewerCard } from './card.ts';
import { isOfContact, listOf } from './contact.ts';
import { ComparisonError } from './errors.ts';
import { followedFirst } from './follow.ts';

/*
 * What a person decides of a contact, and what the contact says of itself. Each answers the next value, and changes nothing
 * of the one before.
 */

/** The list that numbers are compared over: what their store serves now, which of a closed contact is not the held one. */
export function comparedList(contact: Contact): Promise<CheckedList> {
  const served = contact.closed?.served;
  return served ? checkNamedList(served, contact.account, listHash(served)) : listOf(contact);
}

/**
 * The numbers, or the codes, were the same, over this list. A contact that was closed by another list goes on with that one.
 * Throws ComparisonError where another list would be compared by now.
 */
export async function asCompared(contact: Contact, list: Pick<CheckedList, 'hash'>, now: number): Promise<Contact> {
  if (!equal((await comparedList(contact)).hash, list.hash)) throw new ComparisonError();
  const open = await goOn(contact, now);
  return { ...open, compared: { identity: open.followed.identity, at: now } };
}

/** The numbers, or the codes, differed: somebody stands between. Nothing is opened or sent until the person decides. */
export function asDiffering(contact: Contact, now: number): Contact {
  const { compared: _, ...rest } = contact;
  return { ...rest, closed: { ...contact.closed, by: 'differed', since: now }, updatedAt: now };
}

/** A closed contact goes on, not compared, with the list that its store serves. An open one only stays what it is. */
export async function goOn(contact: Contact, now: number): Promise<Contact> {
  const { closed, compared: _, ...rest } = contact;
  if (!closed) return { ...contact, updatedAt: now };
  if (!closed.served) return { ...rest, updatedAt: now };
  const checked = await comparedList(contact);
  const first = followedFirst({ checked, encoded: closed.served, former: [] }, contact.followed.stores, now);
  const followed = { ...first, changes: contact.followed.changes };
  return { ...rest, followed, updatedAt: now };
}

/** Nothing goes out to a blocked contact, and nothing that comes from it is opened. */
export function asBlocked(contact: Contact, now: number): Contact {
  return { ...contact, blockedAt: contact.blockedAt ?? now, updatedAt: now };
}

export function asUnblocked(contact: Contact, now: number): Contact {
  const { blockedAt: _, ...rest } = contact;
  return { ...rest, updatedAt: now };
}

/** `name`: as `personName` of room `typed` reads it; undefined: what their card says. */
export function renamed(contact: Contact, name: string | undefined, now: number): Contact {
  const { givenName: _, ...rest } = contact;
  return { ...rest, ...(name !== undefined && { givenName: name }), updatedAt: now };
}

/**
 * What an envelope of kind `card` changes of who sent it: name and delivery token. `behind`: its list is newer than the held one,
 * which is to be fetched first. Undefined: not of this contact, not newer than what was taken, or not by its identity. Throws
 * CardError, MalformedError, FormatError.
 */
export async function takeCard(
  contact: Contact,
  body: Pick<BodyOf<'card'>, 'card' | 'token'>,
  now: number,
): Promise<Contact | 'behind' | undefined> {
  const card = await checkCard(body.card);
  if (!isOfContact(contact, card)) return undefined;
  if (card.version > contact.followed.version) return 'behind';
  if (!isByIdentity(contact, card)) return undefined;
  const isNewer = isNewerCard(card, contact.card);
  const isNewToken = body.token !== undefined && !isHeldToken(contact, body.token);
  if (!isNewer && !isNewToken) return undefined;
  return {
    ...contact,
    ...(isNewer && { card: { version: card.version, serial: card.serial, name: card.name } }),
    ...(body.token && { token: { kind: 'delivery', value: body.token } }),
    updatedAt: now,
  };
}

/** An identity that was succeeded signs nothing any more: whoever was removed knows it. */
function isByIdentity({ followed }: Contact, card: Card): boolean {
  const isThisList = card.version < followed.version || equal(card.list, followed.hash);
  return isThisList && equal(card.identity, followed.identity);
}

function isHeldToken({ token }: Contact, value: Bytes): boolean {
  return token.kind === 'delivery' && equal(token.value, value);
}
