import type { CheckedList } from '../../devices/index.ts';
import { checkNamedList } from '../../devices/index.ts';
import { equal } from '../../crypto/index.ts';
import type { Bytes, Id } from '../../encoding/index.ts';
import type { Card, Contact } from '../../wire/index.ts';
import { readDeviceList } from '../../wire/index.ts';

/**
 * How a contact stands (protocol 8.1). `not-compared`: taken at first use; `compared`: numbers or QR codes were; `closed`:
 * nothing is opened or sent until the person decides; `blocked`: by the person.
 */
export type ContactState = 'not-compared' | 'compared' | 'closed' | 'blocked';

export function stateOf({ blockedAt, closed, compared, followed }: Contact): ContactState {
  if (blockedAt !== undefined) return 'blocked';
  if (closed) return 'closed';
  return compared && equal(compared.identity, followed.identity) ? 'compared' : 'not-compared';
}

/** What they are called here. */
export function nameOf({ givenName, card }: Contact): string {
  return givenName ?? card.name;
}

/** The name of their record (protocol 3.2): every device finds the same one. */
export function contactName(account: Id, origin: string): string {
  return `contact ${account} ${origin}`;
}

/**
 * Whether a card is of this contact: of the same account, and of a store that their chain named. The same account id from
 * elsewhere is another contact, never "a changed identity".
 */
export function isOfContact({ account, followed }: Contact, card: Pick<Card, 'account' | 'store'>): boolean {
  return card.account === account && followed.stores.includes(card.store);
}

/**
 * Whether an identity is theirs, or was before a succession (protocol 8.2): a text that is bound to somebody else's is not their
 * own, however they came by its key.
 */
export function isIdentityOf({ followed }: Contact, identity: Bytes): boolean {
  // Each succession adds the former identity, then the former list key.
  const former = readDeviceList(followed.list).value.former.filter((_, at) => at % 2 === 0);
  return [followed.identity, ...former].some((known) => equal(known, identity));
}

/** Whether anything may go to them: neither blocked, nor closed by an identity that changed. */
export function mayWriteTo(contact: Contact): boolean {
  return ['compared', 'not-compared'].includes(stateOf(contact));
}

/** Their device list, as it was followed. */
export function listOf({ account, followed }: Contact): Promise<CheckedList> {
  return checkNamedList(followed.list, account, followed.hash);
}
