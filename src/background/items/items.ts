import { newId } from '../../crypto/index.ts';
import { toUtf8 } from '../../encoding/index.ts';
import type { Id } from '../../encoding/index.ts';
import { BadQuestionError } from '../../rpc/index.ts';
import type { Found, Handlers, InputOf, ItemRow, ItemView } from '../../rpc/index.ts';
import {
  createdAt,
  goesAt,
  inOrder,
  MOST_ITEM_BYTES,
  newItem,
  restoreItem,
  search,
  trashItem,
} from '../../items/index.ts';
import type { Item, ItemFields, Kinds, ListedKind, Summary } from '../../items/index.ts';
import type { ItemsParts } from './parts.ts';
import { ItemTooLargeError, NotInTrashError } from './errors.ts';
import { retried } from './retried.ts';
import type { OpenVault } from '../../vault/index.ts';

type ItemQuestion =
  | 'items.search'
  | 'items.ids'
  | 'items.read'
  | 'items.save'
  | 'items.trash'
  | 'items.restore'
  | 'items.delete'
  | 'items.emptyTrash';

/** What a list asks for. */
type Sought = InputOf<'items.ids'>;

/** Whether it lies in this folder, however deep, or has this tag. */
function lies({ folder = '', tags = [] }: Summary<ListedKind>, within: Sought['within']): boolean {
  if (within === undefined) return true;
  if ('tag' in within) return tags.includes(within.tag);
  return folder === within.folder || folder.startsWith(`${within.folder}/`);
}

/** Answers the questions about items. */
export function itemHandlers(
  parts: Pick<ItemsParts, 'session' | 'clock' | 'tell' | 'kinds' | 'indexes'>,
): Handlers<ItemQuestion> {
  const { kinds, indexes } = parts;
  const itemsHere = async (): Promise<ItemsHere> => ({ kinds, vault: await parts.session.vault() });
  const told = async (work: Promise<unknown>): Promise<Record<string, never>> => {
    await work;
    parts.tell({ type: 'items' });
    return {};
  };
  const find = async (sought: Sought): Promise<Record<'all' | 'found', Summary<ListedKind>[]>> => {
    const { query, in: view, kind, order, within } = sought;
    const index = indexes.of(await parts.session.vault(), view);
    const all = search(index, query).filter((summary) => lies(summary, within));
    const found = kind === undefined ? all : all.filter((summary) => summary.kind === kind);
    return { all, found: order === undefined ? found : inOrder(index, found, order) };
  };
  return {
    'items.search': async (sought) => {
      const { offset, limit } = sought;
      const { all, found } = await find(sought);
      const rows = found.slice(offset, offset + limit).map(rowOf);
      return { rows, offset, total: found.length, counts: countsOf(all) };
    },
    'items.ids': async (sought) => {
      const { offset, limit } = sought;
      return { ids: (await find(sought)).found.slice(offset, offset + limit).map(({ id }) => id) };
    },
    'items.read': async ({ id }) => read(await itemsHere(), id),
    'items.save': async (asked) => {
      const here = await itemsHere();
      const now = parts.clock();
      const saved =
        asked.id === undefined ? create(here, asked.item, now) : save(here, { ...asked, id: asked.id }, now);
      await told(saved);
      return saved;
    },
    'items.trash': async ({ id }) => {
      const now = parts.clock();
      return told(change(await itemsHere(), id, (stored) => trashItem(stored, now)));
    },
    'items.restore': async ({ id }) => told(change(await itemsHere(), id, restoreItem)),
    'items.delete': async ({ id }) => {
      const vault = await parts.session.vault();
      const damaged = (): boolean => vault.records.damaged().includes(id);
      return told(retried(() => vault.records.write({ remove: [removal(indexes.summary(vault, id), damaged())] })));
    },
    'items.emptyTrash': async () => {
      const vault = await parts.session.vault();
      const trash = (): Summary<ListedKind>[] => search(indexes.of(vault, 'trash'), '');
      return told(retried(() => vault.records.write({ remove: trash().map((summary) => removal(summary)) })));
    },
  };
}

/** The open vault, and what it may hold. */
interface ItemsHere {
  readonly kinds: Kinds<Item>;
  readonly vault: OpenVault;
}

async function read({ kinds, vault }: ItemsHere, id: Id): Promise<ItemView> {
  const { revision, body } = await vault.records.read(id);
  return viewOf(kinds, { id, revision, item: kinds.parse(body) });
}

async function create({ kinds, vault }: ItemsHere, fields: ItemFields, now: number): Promise<ItemView> {
  const id = newId();
  const item = newItem<Item>(fields, now);
  checkSize(item);
  await vault.records.write({ put: [{ id, domain: kinds.domainOf(item.kind), body: item }] });
  return viewOf(kinds, { id, revision: 1, item });
}

interface Edit {
  readonly id: Id;
  readonly revision?: number | undefined;
  readonly base?: ItemFields | undefined;
  readonly item: ItemFields;
}

/** Writes what was edited onto what is stored now, whoever changed that since. */
async function save(here: ItemsHere, { id, revision, base, item: fields }: Edit, now: number): Promise<ItemView> {
  let merged: ItemView['merged'];
  const { kinds } = here;
  const view = await change(here, id, (stored, at) => {
    // An item stays of the kind that it was made of; no page of ours asks for anything else.
    if ((stored.kind as string) !== fields.kind) throw new BadQuestionError();
    const result = kinds.merge(stored, base ?? kinds.fieldsOf(stored), fields, now);
    if (revision !== undefined && at !== revision) merged = result.conflict ? 'conflict' : 'clean';
    // Who went on typing did not see it go to the trash.
    return result.item === stored ? stored : restoreItem(result.item);
  });
  return merged === undefined ? view : { ...view, merged };
}

/** Reads, changes and writes one item; again from the start when it was changed in between. */
function change(here: ItemsHere, id: Id, edit: (stored: Item, revision: number) => Item): Promise<ItemView> {
  const { kinds, vault } = here;
  return retried(async () => {
    const { revision, body } = await vault.records.read(id);
    const stored = kinds.parse(body);
    const item = edit(stored, revision);
    if (item === stored) return viewOf(kinds, { id, revision, item: stored });
    checkSize(item, stored);
    await vault.records.write({ put: [{ id, domain: kinds.domainOf(item.kind), body: item, base: revision }] });
    return viewOf(kinds, { id, revision: revision + 1, item });
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

/** Throws ItemTooLargeError. One that is too large already (two browsers' edits merged) may become smaller, or go to the trash. */
function checkSize(item: Item, stored?: Item): void {
  const sizeOf = (one: Item): number => toUtf8(JSON.stringify(one)).length;
  const size = sizeOf(item);
  if (size <= MOST_ITEM_BYTES || (stored && size <= sizeOf(trashItem(stored, 0)))) return;
  throw new ItemTooLargeError();
}

export function rowOf(summary: Summary<ListedKind>): ItemRow {
  const { id, kind, title, detail, login, favourite, updatedAt, trashedAt, folder } = summary;
  const has = login === undefined ? {} : { hasPassword: login.hasPassword, hasTotp: login.hasTotp };
  const site = siteOf(login?.urls ?? []);
  const where = { ...(folder === undefined ? {} : { folder }), ...(site === undefined ? {} : { site }) };
  return {
    id,
    kind,
    title,
    detail,
    favourite,
    createdAt: createdAt(summary),
    updatedAt,
    ...inTrash(trashedAt),
    ...has,
    ...where,
  };
}

export function inTrash(trashedAt: number | undefined): Pick<ItemRow, 'trashedAt' | 'goesAt'> {
  return trashedAt === undefined ? {} : { trashedAt, goesAt: goesAt(trashedAt) };
}

/** The host of the first address that is one. */
function siteOf(urls: NonNullable<Summary['login']>['urls']): string | undefined {
  const first = urls.find(({ match }) => match !== 'regex');
  return first && URL.canParse(first.url) ? new URL(first.url).host : undefined;
}

function countsOf(summaries: readonly Summary<ListedKind>[]): Found['counts'] {
  const counts: Partial<Record<ListedKind, number>> = {};
  for (const { kind } of summaries) counts[kind] = (counts[kind] ?? 0) + 1;
  return counts;
}

interface Stored {
  readonly id: Id;
  readonly revision: number;
  readonly item: Item;
}

function viewOf(kinds: Kinds<Item>, { id, revision, item }: Stored): ItemView {
  const { createdAt, updatedAt, trashedAt, history } = item;
  const times = { createdAt, updatedAt, ...inTrash(trashedAt) };
  return { id, revision, item: kinds.fieldsOf(item), ...times, history };
}
