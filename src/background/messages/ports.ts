import { wipe } from '../../crypto/index.ts';
import type { Id } from '../../encoding/index.ts';
import { fromId } from '../../encoding/index.ts';
import type {
  ArchivePort,
  ContactsPort,
  HeldContact,
  InvitationsPort,
  MessengerPorts,
  OwnCards,
  RowsPort,
} from '../../messaging/index.ts';
import {
  bindingOfText,
  contactName,
  leftName,
  messageId,
  messageName,
  NoCardError,
  sealMessage,
} from '../../messaging/index.ts';
import { OwnMailbox } from '../../sync/index.ts';
import type { OpenVault } from '../../vault/index.ts';
import type { Contact, Invitation } from '../../wire/index.ts';
import { archivedBody, invitationBody, readInvitation } from '../../wire/index.ts';
import type { ContactsParts } from '../contacts/index.ts';
import { contactPuts, contactStores, encodedCard, heldContacts, sharesOf } from '../contacts/index.ts';
import { deliveryToken } from './delivery-token.ts';
import { readMessage } from './message-record.ts';

/** What sending and receiving stand on, over an open vault and the web. */
export function portsOf(parts: ContactsParts, vault: OpenVault): MessengerPorts {
  const { store, clock } = parts;
  return {
    own: () => vault.rows.own(),
    sign: (message) => vault.replica.sign(message),
    rows: rowsOf(vault),
    contacts: contactsOf(parts, vault),
    invitations: invitationsOf(vault),
    shares: sharesOf(vault),
    cards: cardsOf(parts, vault),
    texts: {
      seal: (text, bound) => sealMessage(text, bindingOfText(bound)),
      idOf: (key, bound, ciphertext) => messageId(key, bindingOfText(bound), ciphertext),
    },
    archive: archiveOf(vault),
    stores: contactStores(store),
    mailbox: async (of = vault.device.id) =>
      new OwnMailbox(await store.client(), of, {
        account: vault.account,
        sign: (message) => vault.replica.sign(message, of),
      }),
    followed: () => store.round('followed'),
    settled: () => store.round(),
    clock,
  };
}

function rowsOf({ rows }: OpenVault): RowsPort {
  return {
    read: (table, name) => rows.read(table, name),
    list: (table) => rows.list(table),
    damaged: (table) => rows.damaged(table),
    dropDamaged: (table) => rows.dropDamaged(table),
    write: ({ put = [], remove = [], records = [], dropped = [], owed }) =>
      rows
        .write(
          { put, remove },
          {
            ...(records.length + dropped.length > 0 ? { records: { put: records, remove: dropped } } : {}),
            ...(owed ? { owed } : {}),
          },
        )
        .finally(() => {
          wipe(...put.map(({ body }) => body));
        }),
  };
}

function contactsOf(parts: ContactsParts, vault: OpenVault): ContactsPort {
  const own = (): Promise<HeldContact> => ownContact(parts, vault);
  const ownId = ownContactId(vault);
  return {
    own,
    read: async (id) => (id === ownId ? own() : (await heldContacts(vault)).find((held) => held.id === id)),
    all: () => heldContacts(vault),
    // Whoever claims the own account from elsewhere is nobody.
    ofAccount: async (account) =>
      account === vault.account
        ? [await own()]
        : (await heldContacts(vault)).filter(({ contact }) => contact.account === account),
    idOf: ({ account, origin }) => vault.records.namedId(contactName(account, origin)),
    // The vault follows its own list.
    put: ({ id, contact }) => (id === ownId ? Promise.resolve([]) : contactPuts(vault, id, contact)),
  };
}

/** What the own account goes by as a contact of its devices. */
export function ownContactId({ records }: OpenVault): Id {
  return records.namedId('own devices');
}

/** The own account, as those see it who write to its devices. No record of it is kept. */
async function ownContact(parts: ContactsParts, vault: OpenVault): Promise<HeldContact> {
  const { account, list, encodedList } = await vault.rows.own();
  const { identity, version, hash, store } = list;
  const known = list.devices.map(({ device, signing }) => ({ device, signing, since: 0 }));
  const contact: Contact = {
    ...{ account, origin: store, card: { version, serial: 1, name: '' } },
    followed: { list: encodedList, version, hash, identity, store, stores: [store], known, changes: [] },
    token: { kind: 'delivery', value: fromId(await deliveryToken(parts, vault)) },
    ...{ createdAt: 0, updatedAt: 0 },
  };
  return { id: ownContactId(vault), revision: 0, contact };
}

function invitationsOf({ records }: OpenVault): InvitationsPort {
  const idOf = (id: Id): Id => records.namedId(`invitation ${id}`);
  return {
    idOf,
    read: (id) => readInvitationOf({ records }, idOf(id)),
    put: async (id, invitation) => [
      { id: idOf(id), domain: 'contacts', body: invitationBody(invitation), ...(await baseOf({ records }, idOf(id))) },
    ],
  };
}

/** By the id of its record. Undefined: none, or not to be read. */
export async function readInvitationOf(
  { records }: Pick<OpenVault, 'records'>,
  id: Id,
): Promise<Invitation | undefined> {
  const [record] = await records.readMany(records.has(id) ? [id] : []);
  try {
    return record && readInvitation(record.body);
  } catch {
    return undefined;
  }
}

async function baseOf({ records }: Pick<OpenVault, 'records'>, id: Id): Promise<{ readonly base?: number }> {
  return records.has(id) ? { base: (await records.read(id)).revision } : {};
}

function cardsOf(parts: ContactsParts, vault: OpenVault): OwnCards {
  return {
    card: async () => {
      const card = await encodedCard(vault);
      if (!card) throw new NoCardError();
      return card;
    },
    deliveryToken: async () => fromId(await deliveryToken(parts, vault)),
  };
}

function archiveOf({ records, account }: OpenVault): ArchivePort {
  return {
    drop: async (writer, textId) => {
      const id = records.namedId(messageName(writer, textId));
      return records.has(id) ? [{ id, base: (await records.read(id)).revision }] : [];
    },
    put: async (message, origin) => {
      const id = records.namedId(messageName({ account: message.sender, origin }, message.id));
      const isOwn = message.sender === account;
      // Another browser of ours was first, or the same text came twice: what is kept stays.
      const isKept = records.has(id) && !isOwn;
      if (isKept) return [];
      return [{ id, domain: 'messages', body: archivedBody(message), ...(await baseOf({ records }, id)) }];
    },
    putLeft: async (left, origin) => {
      const id = records.namedId(leftName({ account: left.sender, origin }, left.conversation));
      return [{ id, domain: 'messages', body: archivedBody(left), ...(await baseOf({ records }, id)) }];
    },
    own: async (textId) => {
      const [record] = await records.readMany([records.namedId(messageName({ account, origin: '' }, textId))]);
      return record && readMessage(record.body);
    },
  };
}
