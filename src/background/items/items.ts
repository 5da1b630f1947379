import { again } from '../../flow/index.ts';
import { newId } from '../../crypto/index.ts';
import type { Id } from '../../encoding/index.ts';
import type { Handlers, ItemRow, ItemView, NoteFields } from '../../rpc/index.ts';
import { domainOf, mergeEdit, newItem, parseItem, restoreItem, search, trashItem } from '../../items/index.ts';
import type { Item, ItemFields, NoteItem, Summary } from '../../items/index.ts';
import type { ItemsParts } from './parts.ts';
import { ItemIndexes } from './index-cache.ts';
import { NotInTrashError } from './errors.ts';
import type { OpenVault } from '../../vault/index.ts';

type ItemQuestion =
  'items.search' | 'items.read' | 'items.save' | 'items.trash' | 'items.restore' | 'items.delete' | 'items.emptyTrash';

/** How often a write is tried again when somebody else was faster each time. */
const TRIES = 8;

/** Answers the questions about items. Holds the search index of the open vault, and drops it when that locks. */
export function itemHandlers(parts: Pick<ItemsParts, 'session' | 'clock' | 'tell'>): Handlers<ItemQuestion> {
  const indexes = new ItemIndexes();
  parts.session.onLock((what) => {
    if (what === 'full') indexes.drop();
  });
  const told = async (work: Promise<unknown>): Promise<Record<string, never>> => {
    await work;
    parts.tell({ type: 'items' });
    return {};
  };
  return {
    'items.search': async ({ query, in: view, offset, limit }) => {
      const found = search(indexes.of(await parts.session.vault(), view), query);
      return { rows: found.slice(offset, offset + limit).map(rowOf), total: found.length };
    },
    'items.read': async ({ id }) => read(await parts.session.vault(), id),
    'items.save': async (asked) => {
      const vault = await parts.session.vault();
      const now = parts.clock();
      const saved =
        asked.id === undefined ? create(vault, asked.item, now) : save(vault, { ...asked, id: asked.id }, now);
      await told(saved);
      return saved;
    },
    'items.trash': async ({ id }) => {
      const now = parts.clock();
      return told(change(await parts.session.vault(), id, (stored) => trashItem(stored, now)));
    },
    'items.restore': async ({ id }) => told(change(await parts.session.vault(), id, restoreItem)),
    'items.delete': async ({ id }) => {
      const vault = await parts.session.vault();
      const damaged = (): boolean => vault.records.damaged().includes(id);
      return told(retried(() => vault.records.write({ remove: [removal(indexes.summary(vault, id), damaged())] })));
    },
    'items.emptyTrash': async () => {
      const vault = await parts.session.vault();
      const trash = (): Summary[] => search(indexes.of(vault, 'trash'), '');
      return told(retried(() => vault.records.write({ remove: trash().map((summary) => removal(summary)) })));
    },
  };
}

async function read(vault: OpenVault, id: Id): Promise<ItemView> {
  const { revision, body } = await vault.records.read(id);
  return viewOf(id, revision, parseItem(body));
}

async function create(vault: OpenVault, fields: NoteFields, now: number): Promise<ItemView> {
  const id = newId();
  const item = newItem<NoteItem>(fields, now);
  await vault.records.write({ put: [{ id, domain: domainOf(item.kind), body: item }] });
  return viewOf(id, 1, item);
}

interface Edit {
  readonly id: Id;
  readonly revision?: number | undefined;
  readonly base?: NoteFields | undefined;
  readonly item: NoteFields;
}

/** Writes what was edited onto what is stored now, whoever changed that since. */
async function save(vault: OpenVault, { id, revision, base, item: fields }: Edit, now: number): Promise<ItemView> {
  let merged: ItemView['merged'];
  const view = await change(vault, id, (stored, at) => {
    const result = mergeEdit(stored, base ?? editable(stored), fields, now);
    if (revision !== undefined && at !== revision) merged = result.conflict ? 'conflict' : 'clean';
    // Who went on typing did not see it go to the trash.
    return result.item === stored ? stored : restoreItem(result.item);
  });
  return merged === undefined ? view : { ...view, merged };
}

/** Reads, changes and writes one item; again from the start when it was changed in between. */
function change(vault: OpenVault, id: Id, edit: (stored: Item, revision: number) => Item): Promise<ItemView> {
  return retried(async () => {
    const { revision, body } = await vault.records.read(id);
    const stored = parseItem(body);
    const item = edit(stored, revision);
    if (item === stored) return viewOf(id, revision, stored);
    await vault.records.write({ put: [{ id, domain: domainOf(item.kind), body: item, base: revision }] });
    return viewOf(id, revision + 1, item);
  });
}

/**
 * Only what lies in the trash, or can't be opened any more, is deleted for good; and only as it was listed: an edit that
 * came later keeps it.
 */
function removal(listed: Summary | undefined, damaged = false): { id: Id; base: number } {
  if (listed === undefined || (listed.trashedAt === undefined && !damaged)) throw new NotInTrashError();
  return { id: listed.id, base: listed.revision };
}

function retried<T>(work: () => Promise<T>): Promise<T> {
  return again(TRIES, isStale, work);
}

function isStale(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'stale-write';
}

function rowOf({ id, kind, title, detail, favourite, updatedAt, trashedAt }: Summary): ItemRow {
  return { id, kind, title, detail, favourite, updatedAt, ...(trashedAt === undefined ? {} : { trashedAt }) };
}

function editable({ kind, title, body, favourite, tags }: Item): ItemFields {
  return { kind, title, body, favourite, tags };
}

function viewOf(id: Id, revision: number, item: Item): ItemView {
  const { createdAt, updatedAt, trashedAt, history } = item;
  const times = { createdAt, updatedAt, ...(trashedAt === undefined ? {} : { trashedAt }) };
  return { id, revision, item: editable(item), ...times, history };
}
