import type { Id } from '../../encoding/index.ts';
import { toId } from '../../encoding/index.ts';
import { isOfContact, meetContact, readCardText } from '../../messaging/index.ts';
import { hostPattern } from '../../typed/index.ts';
import type { CardLook } from '../../rpc/index.ts';
import type { OpenVault } from '../../vault/index.ts';
import type { Card } from '../../wire/index.ts';
import { OwnCardError } from './errors.ts';
import type { ContactsParts } from './parts.ts';
import { addContact, heldContacts } from './people.ts';
import { contactStores } from './stores.ts';

/** What a card says, however it came. Nobody is asked. Throws what `readCardText` throws. */
export async function lookAtCard(parts: ContactsParts, text: string): Promise<CardLook> {
  return lookOfCard(parts, await parts.session.vault(), (await readCardText(text)).card);
}

/**
 * Adds who a card is of, by the device list that their store serves; whoever is known stays as they are. Answers the id. Throws
 * OwnCardError, CardError, StorePermissionError, and what the store throws.
 */
export async function addByCard(parts: ContactsParts, text: string): Promise<Id> {
  const { card, encoded } = await readCardText(text);
  const vault = await parts.session.vault();
  const look = await lookOfCard(parts, vault, card);
  if (look.is === 'own') throw new OwnCardError();
  if (look.contact !== undefined) return look.contact;
  const holding = { store: card.store, account: card.account, token: toId(card.token) };
  const lists = await contactStores(parts.store).lists(holding, card.version);
  const id = await addContact(vault, await meetContact(encoded, lists, parts.clock()));
  parts.tell({ type: 'contacts' });
  return id;
}

/** The same of a card that was read. */
export async function lookOfCard({ store }: ContactsParts, vault: OpenVault, card: Card): Promise<CardLook> {
  const own = await store.place();
  const known = (await heldContacts(vault)).find(({ contact }) => isOfContact(contact, card));
  const is = card.account === vault.account ? 'own' : known ? 'known' : 'new';
  return {
    name: card.name,
    store: card.store,
    isOwnStore: own?.origin === card.store,
    mayAsk: await store.web.permitted(hostPattern(card.store)),
    is,
    ...(known && { contact: known.id }),
  };
}
