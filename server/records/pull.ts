import type { Bytes } from '../../src/encoding/index.ts';
import { toBase64url, writeFrames } from '../../src/encoding/index.ts';
import { writePullPage } from '../../src/wire/index.ts';
import { Refusal } from '../http/index.ts';
import type { CommitRow, Db, VaultRow } from '../database/index.ts';
import { headOf } from './commit.ts';
import type { Cursor, Page } from './page.ts';
import { readPage } from './page.ts';
import type { Parts } from './parts.ts';
import type { StoredSlot } from './prepare.ts';
import { openSlots } from './prepare.ts';

const HASH = /^[A-Za-z0-9_-]{43}$/;
const CURSOR = /^([0-9]{1,15})-([0-9]{1,15})-([0-9]{1,15})-([0-9]{1,15})$/;

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
async function sequenceOf(db: Db, { account, since }: Question, vault: VaultRow): Promise<number | undefined> {
  if (since === null) return undefined;
  if (!HASH.test(since)) throw new Refusal('malformed');
  const head = Uint8Array.from(Buffer.from(since, 'base64url'));
  if (toBase64url(head) !== since) throw new Refusal('malformed');
  const row = await db.hot.commit(account, head);
  if (!row) throw new Refusal('head-unknown', headOf(vault));
  return row.sequence;
}

/** Answers what changed since a head, or everything that lives, page by page (protocol 3). */
export async function pull(parts: Parts, question: Question): Promise<readonly Bytes[]> {
  const { page, as, total, lists, state } = await parts.database.read((db) => readAll(db, question), {
    still: true,
  });
  const header = {
    ...headOf(as),
    manifests: page.manifests.length,
    lists: lists.length,
    state: state !== undefined,
    records: page.records,
    deleted: page.deleted.length,
    total,
    ...(page.cursor ? { cursor: writeCursor(page.cursor) } : {}),
  };
  const stateFrames = state
    ? [state.keyring, writeFrames(await openSlots(parts, question.accountId, state.sealed))]
    : [];
  const before = [...page.manifests, ...lists, ...stateFrames];
  return writePullPage(header, { before, records: page.frames, deleted: page.deleted });
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

/** List versions and state come with the first page. */
async function readAll(db: Db, question: Question): Promise<Read> {
  const { account } = question;
  const vault = await db.hot.vault(account);
  if (!vault) throw new Refusal('signed-out');
  const since = await sequenceOf(db, question, vault);
  const given = readCursor(question.cursor, vault, since);
  const cursor = given ?? startOf(vault, since);
  const page = await readPage(db, account, cursor, since === undefined);
  const [as] = await db.hot.commitsSince(account, cursor.until - 1, cursor.until, 1);
  if (!as) throw new Refusal('malformed');
  const total = await countOf(db, account, since, cursor.until);
  if (given) return { page, as, total, lists: [], state: undefined };
  const hasState = vault.state_sequence > (since ?? 0);
  const lists = await db.hot.lists(account, since ?? 0, as.sequence);
  return { page, as, total, lists, state: hasState ? await readState(db, account) : undefined };
}

async function readState({ hot }: Db, account: number): Promise<NonNullable<Read['state']>> {
  const keyring = await hot.keyring(account);
  if (!keyring) throw new Refusal('signed-out');
  return { keyring, sealed: await hot.slots(account) };
}

function countOf({ hot }: Db, account: number, since: number | undefined, until: number): Promise<number> {
  return since === undefined ? hot.liveCount(account, until) : hot.changeCount(account, since, until);
}

/** Of everything that lives only the newest manifest is told: the older ones promise what is no more. */
function startOf(vault: VaultRow, since: number | undefined): Cursor {
  const manifests = since ?? vault.sequence - 1;
  return { until: vault.sequence, manifests, place: { sequence: (since ?? 0) + 1, number: 0 } };
}
