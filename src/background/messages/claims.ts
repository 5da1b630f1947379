import type { Bytes, Id } from '../../encoding/index.ts';
import type { HeldContact } from '../../messaging/index.ts';
import { isIdentityOf, messageName, readKey } from '../../messaging/index.ts';
import type { ContactRow } from '../../rpc/index.ts';
import type { OpenVault } from '../../vault/index.ts';
import type { ArchivedMessage, KeyRow } from '../../wire/index.ts';
import { contactRowOf } from '../contacts/index.ts';
import { readMessage } from './message-record.ts';
import { readInvitationOf } from './ports.ts';

/** A text as somebody's envelope named it. */
export interface Claim {
  readonly record: { readonly id: Id; readonly revision: number };
  readonly message: ArchivedMessage;
  /** Undefined: an own text that nobody was given yet. */
  readonly held: HeldContact | undefined;
  readonly with: ContactRow;
  readonly isOwn: boolean;
  /** Of a text that ends: when. */
  readonly until?: number;
  /** And the row that it lies in. */
  readonly row?: { readonly name: string; readonly version?: number };
}

/** That a key was deleted: its text has ended, or its writer took it back. `from`: who wrote it; absent: ourselves. */
export interface Gone {
  readonly by: 'expiry' | 'unsend';
  readonly at: number;
  readonly from?: ContactRow;
}

/**
 * Everybody who claims a text of this id: ourselves, and contacts whose envelope named it. `gone`: one of them who did, and whose text
 * has ended at `now` or was taken back.
 */
export async function claimsOf(
  vault: OpenVault,
  people: readonly HeldContact[],
  id: Bytes,
  now: number,
): Promise<{ readonly claims: readonly Claim[]; readonly gone: Gone | undefined }> {
  const { account, records, rows } = vault;
  const writers = [
    { account, origin: '' },
    ...people.map(({ contact }) => ({ account: contact.account, origin: contact.origin })),
  ];
  const names = writers.map((writer) => messageName(writer, id));
  const ids = names.map((name) => records.namedId(name)).filter((name) => records.has(name));
  const archived = (await records.readMany(ids)).map(async ({ id: record, revision, body }) => {
    const message = readMessage(body);
    return message ? claimOf(vault, people, message, { record: { id: record, revision } }) : [];
  });
  const ending = (await Promise.all(names.map((name) => readKey(rows, name)))).filter((held) => held !== undefined);
  const kept = ending.map(async ({ row, ...place }) => {
    if (row.state === 'gone' || row.until <= now) return [];
    const record = { id: records.namedId(place.name), revision: 0 };
    return claimOf(vault, people, row.message, { record, until: row.until, row: place });
  });
  const [gone] = ending.flatMap(({ row }) => goneOf(people, row, now));
  return { claims: (await Promise.all([...archived, ...kept])).flat(), gone };
}

/** Whether its row still stands or not: at use a text that has ended is gone. */
function goneOf(people: readonly HeldContact[], row: KeyRow, now: number): readonly Gone[] {
  if (row.state === 'kept' && row.until > now) return [];
  const from = row.state === 'gone' ? row.from : row.message.cameAt === undefined ? undefined : row.message.contact;
  const held = people.find(({ id }) => id === from);
  const told = row.state === 'gone' ? { by: row.by, at: row.at } : { by: 'expiry' as const, at: row.until };
  return [{ ...told, ...(held && { from: contactRowOf(held) }) }];
}

async function claimOf(
  { account, records }: OpenVault,
  people: readonly HeldContact[],
  message: ArchivedMessage,
  place: Pick<Claim, 'record' | 'until' | 'row'>,
): Promise<readonly Claim[]> {
  const isOwn = message.sender === account;
  const held = people.find((one) => one.id === message.contact) ?? (isOwn ? anyOf(people, message) : undefined);
  const row = held ? contactRowOf(held) : isOwn && (await invitedRow(records, message));
  if (!row) return [];
  // Bound to somebody else's identity, it would be another person's text.
  if (!isOwn && !(held && isIdentityOf(held.contact, message.identity))) return [];
  return [{ ...place, message, held, with: row, isOwn }];
}

/** Of an own text for several: somebody who still is a contact. */
function anyOf(people: readonly HeldContact[], { recipients }: ArchivedMessage): HeldContact | undefined {
  return people.find(({ contact }) =>
    recipients.some((one) => one.account === contact.account && isIdentityOf(contact, one.identity)),
  );
}

/** Whom an own text waits for that nobody was given yet. */
async function invitedRow(
  records: OpenVault['records'],
  { contact: id }: ArchivedMessage,
): Promise<ContactRow | undefined> {
  const invitation = await readInvitationOf({ records }, id);
  return invitation && { id, name: invitation.name, state: 'invited' };
}
