import type { Id } from '../../encoding/index.ts';
import type { HeldContact } from '../../messaging/index.ts';
import { ContactGoneError, contactName } from '../../messaging/index.ts';
import type { OpenVault, Put } from '../../vault/index.ts';
import type { Contact } from '../../wire/index.ts';
import { contactBody, readContact } from '../../wire/index.ts';
import { listedIds, listPut } from '../context/index.ts';

/** The record that lists the records of all contacts. */
const people = { domain: 'contacts', name: 'contacts', field: 'people' } as const;

/** Everybody, in no order; who can't be read is left out. */
export async function heldContacts(vault: OpenVault): Promise<readonly HeldContact[]> {
  const { ids } = await listedIds(vault, people);
  const records = await vault.records.readMany(ids);
  return records.flatMap(({ id, revision, body }) => {
    try {
      return [{ id, revision, contact: readContact(body) }];
    } catch {
      return [];
    }
  });
}

/** Throws ContactGoneError, DamagedRecordError, MalformedError. */
export async function heldContact(vault: OpenVault, id: Id): Promise<HeldContact> {
  const { ids } = await listedIds(vault, people);
  if (!ids.includes(id) || !vault.records.has(id)) throw new ContactGoneError();
  const { revision, body } = await vault.records.read(id);
  return { id, revision, contact: readContact(body) };
}

/** Keeps what became of a contact; edits of it in another browser are merged with this one. */
export async function saveContact(vault: OpenVault, { id, revision }: HeldContact, contact: Contact): Promise<void> {
  await vault.records.save({ id, domain: 'contacts', body: contactBody(contact), base: revision });
}

/** Keeps somebody new, in one commit with their place in the list. Answers the id of their record. */
export async function addContact(vault: OpenVault, contact: Contact): Promise<Id> {
  const id = vault.records.namedId(contactName(contact.account, contact.origin));
  const list = await listedIds(vault, people);
  const base = vault.records.has(id) ? { base: (await vault.records.read(id)).revision } : {};
  const put: Put = { id, domain: 'contacts', body: contactBody(contact), ...base };
  await vault.records.write({ put: [put, listPut(vault, people, list, [...list.ids, id])] });
  return id;
}

export async function removeContact(vault: OpenVault, { id, revision }: HeldContact): Promise<void> {
  const list = await listedIds(vault, people);
  const others = list.ids.filter((other) => other !== id);
  await vault.records.write({ put: [listPut(vault, people, list, others)], remove: [{ id, base: revision }] });
}

/** A contact, new or changed, as parts of a change: with its place in the list. */
export async function contactPuts(vault: OpenVault, id: Id, contact: Contact): Promise<readonly Put[]> {
  const list = await listedIds(vault, people);
  const base = vault.records.has(id) ? { base: (await vault.records.read(id)).revision } : {};
  const put: Put = { id, domain: 'contacts', body: contactBody(contact), ...base };
  return list.ids.includes(id) ? [put] : [put, listPut(vault, people, list, [...list.ids, id])];
}
