import { wipe } from '../../crypto/index.ts';
import type { Id } from '../../encoding/index.ts';
import type { InboxRow, KeyRow, OutboxRow, PairRow, PeerRow, PreKeyRow } from '../../wire/index.ts';
import {
  readInboxRow,
  readKeyRow,
  readOutboxRow,
  readPairRow,
  readPeerRow,
  readPreKeyRow,
  writeInboxRow,
  writeKeyRow,
  writeOutboxRow,
  writePairRow,
  writePeerRow,
  writePreKeyRow,
} from '../../wire/index.ts';
import type { KeptRow, RowPut, RowRemoval, RowsPort, Table } from './ports.ts';
import { wipePairs } from './sessions.ts';

type Listing = Pick<RowsPort, 'list'>;

/** A row with its name, and the version that was read; absent: it is not there yet. */
export interface Held<R> {
  readonly name: string;
  readonly version?: number;
  readonly row: R;
}

function held<R>(kept: KeptRow, read: (body: KeptRow['body']) => R): Held<R> {
  const row = read(kept.body);
  // What was read of it are copies.
  wipe(kept.body);
  return { name: kept.name, version: kept.version, row };
}

async function readOr<R>(
  rows: RowsPort,
  table: Table,
  name: string,
  read: (body: KeptRow['body']) => R,
  empty: R,
): Promise<Held<R>> {
  const kept = await rows.read(table, name);
  return kept ? held(kept, read) : { name, row: empty };
}

function put<R>(table: Table, write: (row: R) => KeptRow['body'], { name, version, row }: Held<R>): RowPut {
  return { table, name, body: write(row), ...(version === undefined ? {} : { version }) };
}

/** What a removal says of a row that was read; none of one that was not there. */
export function removalOf(table: Table, { name, version }: Held<unknown>): readonly RowRemoval[] {
  return version === undefined ? [] : [{ table, name, version }];
}

/** The sessions with one device of a contact; `own`: this device, so that one that took its place begins anew. */
export function readPair(rows: RowsPort, own: Id, contact: Id, device: Id): Promise<Held<PairRow>> {
  const empty: PairRow = { sessions: [], failed: 0, received: [] };
  return readOr(rows, 'sessions', `pair ${own} ${contact} ${device}`, readPairRow, empty);
}

/** The rows of a table whose names begin so; nothing is left of those that were read. */
async function listHeld<R>(
  rows: Listing,
  table: Table,
  start: string,
  read: (body: KeptRow['body']) => R,
): Promise<readonly Held<R>[]> {
  const all = await rows.list(table);
  const found = all.filter(({ name }) => name.startsWith(start)).map((kept) => held(kept, read));
  wipe(...all.map(({ body }) => body));
  return found;
}

/** Of every device of a contact that there are sessions with, what this device keeps of them: without the sessions. */
export async function pairsOf(
  rows: Listing,
  own: Id,
  contact: Id,
): Promise<readonly { readonly device: Id; readonly row: PairRow }[]> {
  const start = `pair ${own} ${contact} `;
  const pairs = await listHeld(rows, 'sessions', start, readPairRow);
  wipePairs(...pairs.map(({ row }) => row));
  return pairs.map(({ name, row }) => ({ device: name.slice(start.length), row: { ...row, sessions: [] } }));
}

/** What this device keeps of a contact as a whole. */
export function readPeer(rows: RowsPort, own: Id, contact: Id): Promise<Held<PeerRow>> {
  return readOr(rows, 'sessions', `peer ${own} ${contact}`, readPeerRow, { sent: [] });
}

export const pairPut = (row: Held<PairRow>): RowPut => put('sessions', writePairRow, row);
export const peerPut = (row: Held<PeerRow>): RowPut => put('sessions', writePeerRow, row);
export const outboxPut = (row: Held<OutboxRow>): RowPut => put('outbox', writeOutboxRow, row);
export const keyPut = (row: Held<KeyRow>): RowPut => put('keys', writeKeyRow, row);
export const inboxPut = (row: Held<InboxRow>): RowPut => put('inbox', writeInboxRow, row);
export const preKeyPut = (row: Held<PreKeyRow>): RowPut => put('prekeys', writePreKeyRow, row);

/** Texts that end by themselves, and what is known of those that are gone. */
export async function readKeys(rows: Listing): Promise<readonly Held<KeyRow>[]> {
  return (await rows.list('keys')).map((kept) => held(kept, readKeyRow));
}

/** By the name that its writer's record would have. */
export async function readKey(rows: Pick<RowsPort, 'read'>, name: string): Promise<Held<KeyRow> | undefined> {
  const kept = await rows.read('keys', name);
  return kept && held(kept, readKeyRow);
}

/** Everything on its way out, oldest first. */
export async function readOutbox(rows: Listing): Promise<readonly Held<OutboxRow>[]> {
  const all = (await rows.list('outbox')).map((kept) => held(kept, readOutboxRow));
  return all.toSorted((one, other) => one.row.time - other.row.time);
}

/** Everything that came and is not done with, oldest first. */
export async function readInbox(rows: Listing): Promise<readonly Held<InboxRow>[]> {
  const all = (await rows.list('inbox')).map((kept) => held(kept, readInboxRow));
  return all.toSorted((one, other) => one.row.at - other.row.at);
}

/** A pre-key's row is named after its device and its id. */
export const preKeyName = (own: Id, id: Id): string => `${own} ${id}`;

export function readPreKeys(rows: Listing, own: Id): Promise<readonly Held<PreKeyRow>[]> {
  return listHeld(rows, 'prekeys', `${own} `, readPreKeyRow);
}

export async function readPreKey(rows: RowsPort, own: Id, id: Id): Promise<Held<PreKeyRow> | undefined> {
  const kept = await rows.read('prekeys', preKeyName(own, id));
  return kept && held(kept, readPreKeyRow);
}
