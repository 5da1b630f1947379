import type { Bytes } from '../../src/encoding/index.ts';
import { toBase64url, toId, writeFrames } from '../../src/encoding/index.ts';
import { pulledRecord, writeLoggedManifest, writePullPage } from '../../src/wire/index.ts';
import { Refusal } from '../http/index.ts';
import type { CommitRow, Db, Place, RecordRow, VaultRow } from '../database/index.ts';
import { headOf } from './commit.ts';
import type { Parts as Room } from './parts.ts';
import type { StoredSlot } from './prepare.ts';
import { openSlots } from './prepare.ts';

/** A page ends with the frame that brings it to so many bytes. */
const PAGE_BYTES = 1_048_576;
/** What surrounds a blob in its frame. */
const RECORD_BYTES = 24;
const HASH = /^[A-Za-z0-9_-]{43}$/;
const CURSOR = /^([0-9]{1,15})-([0-9]{1,15})-([0-9]{1,15})-([0-9]{1,15})$/;

/** Where a pull stands: it is "as of" commit `until`; manifests up to `manifests` and records up to `place` are through. */
interface Cursor {
  readonly until: number;
  readonly manifests: number;
  readonly place: Place;
}

interface Question {
  readonly account: number;
  readonly accountId: Bytes;
  /** Absent: everything that lives. */
  readonly since: string | null;
  readonly cursor: string | null;
}

function readCursor(text: string | null, vault: VaultRow, since: number | undefined): Cursor | undefined {
  if (text === null) return undefined;
  const [, ...numbers] = CURSOR.exec(text) ?? [];
  const [until, manifests, sequence, number] = numbers.map(Number);
  if (until === undefined || manifests === undefined || sequence === undefined || number === undefined) {
    throw new Refusal('malformed');
  }
  if (until > vault.sequence || until < 1 || manifests < (since ?? 0)) throw new Refusal('malformed');
  return { until, manifests, place: { sequence, number } };
}

/** The number of a commit of this log. Throws Refusal `head-unknown` with the present head. */
function sequenceOf(db: Db, { account, since }: Question, vault: VaultRow): number | undefined {
  if (since === null) return undefined;
  if (!HASH.test(since)) throw new Refusal('malformed');
  const head = Uint8Array.from(Buffer.from(since, 'base64url'));
  if (toBase64url(head) !== since) throw new Refusal('malformed');
  const row = db.hot.commit(account, head);
  if (!row) throw new Refusal('head-unknown', headOf(vault));
  return row.sequence;
}

/** A frame as the parts that it is written from. */
type Parts = readonly Bytes[];

interface Page {
  readonly manifests: Parts[];
  readonly records: Parts[];
  readonly deleted: Parts[];
  /** Absent: this was the last page. */
  cursor?: Cursor;
}

/** Answers what changed since a head, or everything that lives, page by page (protocol 3). */
export async function pull(parts: Room, question: Question): Promise<Bytes> {
  const { page, as, total, lists, state } = await parts.database.read((db) => readPage(db, question));
  const header = {
    ...headOf(as),
    manifests: page.manifests.length,
    lists: lists.length,
    state: state !== undefined,
    records: page.records.length,
    deleted: page.deleted.length,
    total,
    ...(page.cursor ? { cursor: writeCursor(page.cursor) } : {}),
  };
  const stateFrames = state
    ? [state.keyring, writeFrames(await openSlots(parts, question.accountId, state.sealed))]
    : [];
  const between = [...lists, ...stateFrames].map((frame) => [frame]);
  return writePullPage(header, [...page.manifests, ...between, ...page.records, ...page.deleted]);
}

function writeCursor({ until, manifests, place }: Cursor): string {
  return [until, manifests, place.sequence, place.number].join('-');
}

interface Read {
  readonly page: Page;
  /** The commit that the whole pull is "as of". */
  readonly as: CommitRow;
  readonly total: number;
  readonly lists: readonly Bytes[];
  readonly state: { readonly keyring: Bytes; readonly sealed: readonly StoredSlot[] } | undefined;
}

/** Everything of it in one turn, so that it is of one state. List versions and state come with the first page. */
function readPage(db: Db, question: Question): Read {
  const { account } = question;
  const vault = db.hot.vault(account);
  if (!vault) throw new Refusal('signed-out');
  const since = sequenceOf(db, question, vault);
  const given = readCursor(question.cursor, vault, since);
  const cursor = given ?? startOf(vault, since);
  const page = fill(db, account, cursor, since === undefined);
  const [as] = db.hot.commitsSince(account, cursor.until - 1, cursor.until);
  if (!as) throw new Refusal('malformed');
  const total = countOf(db, account, since, cursor.until);
  if (given) return { page, as, total, lists: [], state: undefined };
  const hasState = vault.state_sequence > (since ?? 0);
  const lists = db.hot.lists(account, since ?? 0, as.sequence);
  return { page, as, total, lists, state: hasState ? readState(db, account) : undefined };
}

function readState({ hot }: Db, account: number): NonNullable<Read['state']> {
  const keyring = hot.keyring(account);
  if (!keyring) throw new Refusal('signed-out');
  return { keyring, sealed: hot.slots(account) };
}

function countOf({ hot }: Db, account: number, since: number | undefined, until: number): number {
  return since === undefined ? hot.liveCount(account, until) : hot.changeCount(account, since, until);
}

/** Of everything that lives only the newest manifest is told: the older ones promise what is no more. */
function startOf(vault: VaultRow, since: number | undefined): Cursor {
  const manifests = since ?? vault.sequence - 1;
  return { until: vault.sequence, manifests, place: { sequence: (since ?? 0) + 1, number: 0 } };
}

function fill(db: Db, account: number, { until, manifests, place }: Cursor, onlyLive: boolean): Page {
  const page: Page = { manifests: [], records: [], deleted: [] };
  let size = 0;
  let through = manifests;
  for (const row of db.hot.commitsSince(account, manifests, until)) {
    size += addManifest(page, row);
    through = row.sequence;
    if (size >= PAGE_BYTES) break;
  }
  if (size >= PAGE_BYTES) {
    page.cursor = { until, manifests: through, place };
    return page;
  }
  const rows = onlyLive ? db.hot.live(account, place, until) : db.hot.changes(account, place, until);
  for (const row of rows) {
    size += addRecord(page, row);
    if (size < PAGE_BYTES) continue;
    page.cursor = { until, manifests: until, place: { sequence: row[1], number: row[0] } };
    break;
  }
  return page;
}

function addManifest(page: Page, { parent, author, signature, manifest }: CommitRow): number {
  const frame = writeLoggedManifest({ parent, author: toId(author), signature, manifest });
  page.manifests.push([frame]);
  return frame.length;
}

function addRecord(page: Page, [, , id, revision, blob]: RecordRow): number {
  (blob ? page.records : page.deleted).push(pulledRecord(id, revision, blob ?? undefined));
  return RECORD_BYTES + (blob?.length ?? 0);
}
