import type { Bytes, Id } from '../../encoding/index.ts';
import { equal } from '../../crypto/index.ts';
import type { DomainKeys } from '../../keys/index.ts';
import type {
  DeletedRecord,
  Entry,
  SealedVersion,
  SentCommit,
  StoredRecord,
  Summand,
  SyncState,
} from '../../records/index.ts';
import { epochOf, mergeBodies, openRecord, same, sealRecord } from '../../records/index.ts';
import type { Pulled } from '../../sync/index.ts';
import type { Domain } from '../../wire/index.ts';
import { inBatches, OutdatedError, versionOf } from '../state/index.ts';
import { mergeNames } from '../change/index.ts';
import type { Summarize } from '../state/index.ts';

/** What unsent changes become on top of a newer state, record by record (protocol 3, merge). */
export interface Rebased {
  readonly put: readonly StoredRecord[];
  readonly remove: readonly Id[];
  readonly entries: readonly Entry[];
  readonly dirty: readonly Id[];
  readonly deleted: SyncState['deleted'];
}

export interface RebaseContext {
  readonly account: Id;
  /** Of the newest keyring, with whatever is unsent of ours. */
  readonly keys: DomainKeys;
  readonly summarize: Summarize;
  /** Of own commits that turned out to have arrived: the revisions that they brought, and what they deleted. */
  readonly own: { readonly put: ReadonlyMap<Id, number>; readonly remove: ReadonlySet<Id> };
}

/** What arrived of the commits that were sent, among those followed. */
export function ownAmong(
  sent: readonly SentCommit[],
  followed: readonly { readonly head: Bytes }[],
): RebaseContext['own'] {
  const arrived = sent.filter(({ head }) => followed.some((commit) => equal(commit.head, head)));
  return {
    put: new Map(arrived.flatMap(({ put }) => put.map(({ id, revision }) => [id, revision]))),
    remove: new Set(arrived.flatMap(({ remove }) => remove)),
  };
}

/** What is stored here of a record that the store tells of, or that is unsent. */
export interface Ours {
  readonly row?: StoredRecord;
  readonly isDirty: boolean;
  readonly deleted?: DeletedRecord;
}

interface Opened {
  readonly domain: Domain;
  readonly body: unknown;
}

/** One record's outcome: a row (unsent or not), a deletion (unsent or not), or nothing to do. */
type Outcome =
  | { readonly row: StoredRecord; readonly isDirty: boolean; readonly opened: Opened | undefined }
  | { readonly gone: true; readonly deleted?: SyncState['deleted'][number] }
  | 'as it was'
  /** What is here, unsent, is what the store has. */
  | 'sent';

/** All records that the store changed, and all that are unsent, one by one. Throws OutdatedError. */
export async function rebaseRecords(
  context: RebaseContext,
  sync: SyncState,
  pulled: Pick<Pulled, 'records' | 'deleted'>,
  ours: ReadonlyMap<Id, Ours>,
): Promise<Rebased> {
  const changed = new Map(pulled.records.map((record) => [record.id, record]));
  const gone = new Set(pulled.deleted.map(({ id }) => id));
  const ids = [...new Set([...changed.keys(), ...gone, ...sync.dirty])];
  const outcomes = await inBatches(ids, async (id): Promise<readonly [Id, Outcome]> => {
    const here = ours.get(id) ?? { isDirty: false };
    const theirs = changed.get(id);
    if (theirs) return [id, await takeOver(context, here, theirs)];
    return [id, gone.has(id) ? await takeDeletion(context, here) : await stay(context, here)];
  });
  return collect(context, sync, outcomes);
}

function collect(
  { summarize }: RebaseContext,
  sync: SyncState,
  outcomes: readonly (readonly [Id, Outcome])[],
): Rebased {
  const [put, remove, entries]: [StoredRecord[], Id[], Entry[]] = [[], [], []];
  const dirty = new Set(sync.dirty);
  // Those of which the store knows nothing are done with.
  const deleted = new Map(sync.deleted.filter(({ unsure }) => !unsure).map((entry) => [entry.id, entry]));
  for (const [id, outcome] of outcomes) {
    if (outcome === 'as it was') continue;
    dirty.delete(id);
    if (outcome === 'sent') continue;
    deleted.delete(id);
    if ('gone' in outcome) {
      remove.push(id);
      if (outcome.deleted) deleted.set(id, outcome.deleted);
      continue;
    }
    const { row, isDirty, opened } = outcome;
    if (isDirty) dirty.add(id);
    put.push(row);
    entries.push({ id, revision: row.revision, summary: opened ? summarize(opened.domain, opened.body) : null });
  }
  return { put, remove, entries, dirty: [...dirty], deleted: [...deleted.values()] };
}

/** The store has another version of a record. */
async function takeOver(context: RebaseContext, { row, isDirty, deleted }: Ours, theirs: Summand): Promise<Outcome> {
  const { id } = theirs;
  if (!epochOf(theirs.blob)) throw new OutdatedError();
  const clean: StoredRecord = { ...theirs, ...(row ? { base: versionOf(row) } : {}) };
  if (row && isDirty && !row.synced && isSame(row, theirs)) return 'sent';
  const isOwn = context.own.put.get(id) === theirs.revision;
  if (isOwn && deleted) return { gone: true, deleted: { id, synced: versionOf(theirs) } };
  if (isOwn && row && isDirty && !isSame(row, theirs)) return stay(context, { row, isDirty }, theirs);
  const other = await open(context, theirs);
  if (deleted) {
    const base = deleted.synced && (await open(context, { id, ...deleted.synced }));
    const stays = other !== undefined && base !== undefined && same(base.body, other.body);
    return stays
      ? { gone: true, deleted: { id, synced: versionOf(theirs) } }
      : { row: clean, isDirty: false, opened: other };
  }
  if (!row || !isDirty) return { row: clean, isDirty: false, opened: other };
  if (isSame(row, theirs)) return { row: withoutSynced(row), isDirty: false, opened: other };
  const mine = await open(context, row);
  if (!mine) return { row: clean, isDirty: false, opened: other };
  const base = row.synced && (await open(context, { id, ...row.synced }));
  const body = other ? merge(base?.body, mine.body, other.body) : mine.body;
  if (other && same(body, other.body)) return { row: clean, isDirty: false, opened: other };
  return sealed(context, row, { domain: mine.domain, body }, theirs);
}

/** The store has a record no longer. A delete never silently beats an edit. */
async function takeDeletion(context: RebaseContext, { row, isDirty }: Ours): Promise<Outcome> {
  if (!row || !isDirty) return { gone: true };
  if (context.own.remove.has(row.id)) return { row: withoutSynced(row), isDirty, opened: await open(context, row) };
  const mine = await open(context, row);
  const base = row.synced && (await open(context, { id: row.id, ...row.synced }));
  if (mine && base && same(mine.body, base.body)) return { gone: true };
  return mine ? sealed(context, row, mine) : { row: withoutSynced(row), isDirty: true, opened: mine };
}

/**
 * Unsent, and nobody else has changed it: sealed again if a rotation has made its key a former one (protocol 3). `theirs`:
 * an own version that has arrived, which this one goes on from.
 */
async function stay(context: RebaseContext, { row }: Ours, theirs?: SealedVersion): Promise<Outcome> {
  if (!row) return 'as it was';
  const synced = theirs ?? row.synced;
  const isLater = row.revision > (synced?.revision ?? 0);
  const isFine = isLater && (await isCurrent(context, row.blob));
  if (isFine && !theirs) return 'as it was';
  const mine = await open(context, row);
  if (mine && !isFine) return sealed(context, row, mine, synced);
  return theirs ? { row: { ...row, synced: versionOf(theirs) }, isDirty: true, opened: mine } : 'as it was';
}

async function isCurrent({ keys }: RebaseContext, blob: Bytes): Promise<boolean> {
  const epoch = epochOf(blob);
  const key = epoch && (await keys.find(epoch));
  return key !== undefined && equal((await keys.current(key.domain)).epoch, key.epoch);
}

async function sealed(
  context: RebaseContext,
  row: StoredRecord,
  opened: Opened,
  theirs?: SealedVersion,
): Promise<Outcome> {
  const { id } = row;
  const revision = Math.max(row.revision, theirs?.revision ?? 0) + 1;
  const under = await context.keys.current(opened.domain);
  const blob = await sealRecord(under, { account: context.account, id, revision }, opened.body);
  const synced = theirs ? { synced: versionOf(theirs) } : {};
  return { row: { id, revision, blob, base: versionOf(row), ...synced }, isDirty: true, opened };
}

/** Undefined for what doesn't open: it is damaged, here or where it was written. */
async function open({ keys, account }: RebaseContext, { id, revision, blob }: Summand): Promise<Opened | undefined> {
  return openRecord(keys, { account, id, revision }, blob).catch(() => undefined);
}

function merge(base: unknown, ours: unknown, theirs: unknown): unknown {
  return mergeNames(ours, theirs) ?? mergeBodies(base, ours, theirs);
}

/** Whether a row is this very version of its record. */
export function isSame(row: SealedVersion, { revision, blob }: { revision: number; blob: Bytes }): boolean {
  return row.revision === revision && equal(row.blob, blob);
}

function withoutSynced(row: StoredRecord): StoredRecord {
  const { id, revision, blob, base } = row;
  return { id, revision, blob, ...(base ? { base } : {}) };
}
