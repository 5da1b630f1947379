import { toUtf8 } from '../../encoding/index.ts';
import type { Id } from '../../encoding/index.ts';
import { applied, itemLimits, MOST_ITEM_BYTES, patchOf, takenBack } from '../../items/index.ts';
import type { ListedKind, ManyChange, Patch, Summary } from '../../items/index.ts';
import type { ChangedMany, Chosen, Handlers } from '../../rpc/index.ts';
import type { OpenVault, Put, Removal } from '../../vault/index.ts';
import { ItemTooLargeError, TooManyTagsError, TooMuchAtOnceError } from './errors.ts';
import { labelsOf } from './labels.ts';
import { LastUndo } from './last-undo.ts';
import type { ItemsParts } from './parts.ts';
import { retried } from './retried.ts';

type Parts = Pick<ItemsParts, 'session' | 'clock' | 'tell' | 'kinds' | 'indexes'>;
type Body = Readonly<Record<string, unknown>>;

/** What a change of many did to one item. `revision`: the one that it wrote. */
interface Change {
  readonly id: Id;
  readonly revision: number;
  readonly patch: Patch;
}

/** What one commit may carry, in bytes of UTF-8. */
const MOST_AT_ONCE = 64 * 1024 * 1024;
/** Opened at once, so that the largest items don't fill the memory before they are counted. */
const BATCH = 64;
const FEW = 20;

/** Answers what is chosen in a list, and changes all of it: one commit, judged before anything is written. */
export function manyHandlers(parts: Parts): Handlers<'items.chosen' | 'items.changeMany' | 'items.undoMany'> {
  const { session, tell, indexes } = parts;
  const last = new LastUndo<readonly Change[]>(parts);
  return {
    'items.chosen': async ({ in: place, ids }) =>
      chosenOf(indexes.of(await session.vault(), place).summaries, new Set(ids)),
    'items.changeMany': async ({ ids, change }) => {
      const vault = await session.vault();
      if (change.do === 'delete') return deleteMany(parts, vault, ids);
      const { changes, left } = await retried(() => changeMany(parts, vault, ids, change));
      if (changes.length === 0) return { changed: 0, left };
      tell({ type: 'items' });
      return { changed: changes.length, left, undo: last.keep(changes) };
    },
    'items.undoMany': async ({ undo }) => {
      const vault = await session.vault();
      const changes = last.find(undo);
      const changed = await retried(() => takeBack(vault, changes));
      last.forget(undo);
      tell({ type: 'items' });
      return { changed };
    },
  };
}

async function changeMany(
  { kinds, clock }: Parts,
  vault: OpenVault,
  ids: readonly Id[],
  change: ManyChange,
): Promise<{ readonly changes: readonly Change[]; readonly left: number }> {
  const now = clock();
  const changes: Change[] = [];
  const put: Put[] = [];
  let [left, bytes] = [ids.length, 0];
  for (let from = 0; from < ids.length; from += BATCH) {
    for (const { id, revision, domain, body } of await vault.records.readMany(ids.slice(from, from + BATCH))) {
      if (!isChangeable(kinds, body, change)) continue;
      left -= 1;
      const patch = patchOf(body, change, now);
      if (!patch) continue;
      const next = applied(body, patch);
      bytes += judged(next, patch);
      if (bytes > MOST_AT_ONCE) throw new TooMuchAtOnceError();
      put.push({ id, domain, body: next, base: revision });
      changes.push({ id, revision: revision + 1, patch });
    }
  }
  await vault.records.write({ put });
  return { changes, left };
}

/** Only what this version can read is edited; anything can go to the trash, for that leaves the rest of it as it is. */
function isChangeable(kinds: Parts['kinds'], body: unknown, change: ManyChange): body is Body {
  if (typeof body !== 'object' || body === null || Array.isArray(body)) return false;
  if (change.do === 'trash' || change.do === 'restore') return true;
  try {
    kinds.parse(body);
    return true;
  } catch {
    return false;
  }
}

/** How large it is. Throws ItemTooLargeError, TooManyTagsError where the patch made it so. */
function judged(body: Body, { before, after }: Patch): number {
  const { tags } = after;
  const had = before['tags'];
  const grew = Array.isArray(tags) && Array.isArray(had) && tags.length > had.length;
  if (grew && tags.length > itemLimits.tags) throw new TooManyTagsError();
  const bytes = toUtf8(JSON.stringify(body)).length;
  // One that is too large already may still lose a tag or go to the trash.
  const added = grew || Boolean(after['folder']);
  if (bytes > MOST_ITEM_BYTES && added) throw new ItemTooLargeError();
  return bytes;
}

async function takeBack(vault: OpenVault, changes: readonly Change[]): Promise<number> {
  const put: Put[] = [];
  for (let from = 0; from < changes.length; from += BATCH) {
    const some = new Map(changes.slice(from, from + BATCH).map((change) => [change.id, change]));
    for (const { id, revision, domain, body } of await vault.records.readMany([...some.keys()])) {
      const change = some.get(id);
      if (!change) continue;
      const next = takenBack(body as Body, change.patch, revision !== change.revision);
      if (next !== body) put.push({ id, domain, body: next, base: revision });
    }
  }
  await vault.records.write({ put });
  return put.length;
}

/** Only what lies in the trash goes for good, and only as it was listed: an edit that came meanwhile keeps it. */
async function deleteMany({ indexes, tell }: Parts, vault: OpenVault, ids: readonly Id[]): Promise<ChangedMany> {
  const wanted = new Set(ids);
  const remove = await retried(async () => {
    const listed = indexes.of(vault, 'trash').summaries.filter(({ id }) => wanted.has(id));
    const removals: Removal[] = listed.map(({ id, revision }) => ({ id, base: revision }));
    await vault.records.write({ remove: removals });
    return removals;
  });
  if (remove.length > 0) tell({ type: 'items' });
  return { changed: remove.length, left: ids.length - remove.length };
}

function chosenOf(summaries: readonly Summary<ListedKind>[], ids: ReadonlySet<string>): Chosen {
  const here = summaries.filter(({ id }) => ids.has(id));
  const known = new Set(here.map(({ id }) => id));
  const folders = new Map<string, number>();
  for (const { folder = '' } of here) folders.set(folder, (folders.get(folder) ?? 0) + 1);
  return {
    here: here.length,
    gone: [...ids].filter((id) => !known.has(id)),
    titles: here.slice(0, FEW).map(({ title }) => title),
    favourites: here.filter(({ favourite }) => favourite).length,
    tags: labelsOf(here).tags,
    folders: [...folders].map(([folder, items]) => ({ folder, items })),
  };
}
