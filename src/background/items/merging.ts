import { toJson } from '../../encoding/index.ts';
import type { Id } from '../../encoding/index.ts';
import { MOST_ITEM_BYTES, unite } from '../../items/index.ts';
import type { Item } from '../../items/index.ts';
import { BadQuestionError } from '../../rpc/index.ts';
import type { Merged } from '../../rpc/index.ts';
import type { OpenVault, Put } from '../../vault/index.ts';
import { DuplicatesChangedError, ItemTooLargeError } from './errors.ts';
import type { ItemsParts } from './parts.ts';

/** An item as somebody saw it. */
interface Seen {
  readonly id: Id;
  readonly revision: number;
}

/** Items that become one, and which of them stays. */
export interface Chosen {
  readonly keep: Seen;
  readonly others: readonly Seen[];
}

/** What a merge wrote, as far as it takes to have it back: the revisions, and what the one that stays was. */
export interface WrittenMerge {
  readonly kept: Seen & { readonly domain: Put['domain']; readonly before: unknown };
  readonly trashed: readonly Seen[];
}

type MergingParts = Pick<ItemsParts, 'kinds' | 'clock'>;
type Opened = Awaited<ReturnType<OpenVault['records']['read']>> & { readonly item: Item };

/** Groups that share one commit. */
export const GROUPS_AT_ONCE = 100;

/** What a merge would come to. Throws DuplicatesChangedError. */
export async function lookAt(parts: MergingParts, vault: OpenVault, chosen: Chosen): Promise<Merged> {
  const [keep, others] = await open(parts, vault, chosen);
  const { item, former } = unite(
    keep.item,
    others.map((one) => one.item),
    parts.clock(),
  );
  return { item: parts.kinds.fieldsOf(item), former, tooLarge: isTooLarge(item) };
}

/** Merges one group in one commit, as it was seen. Throws DuplicatesChangedError, ItemTooLargeError; then nothing was changed. */
export async function merge(parts: MergingParts, vault: OpenVault, chosen: Chosen): Promise<WrittenMerge> {
  const [keep, others] = await open(parts, vault, chosen);
  const { puts, written } = plan(parts, keep, others);
  await write(vault, puts);
  return written;
}

/**
 * Merges groups that were seen to be the same, some in each commit. One that isn't the same any more, or was changed, is left as
 * it is. The first of each stays.
 */
export async function mergeAll(
  parts: MergingParts,
  vault: OpenVault,
  groups: readonly (readonly Seen[])[],
  areSame: (items: readonly Item[]) => boolean,
): Promise<WrittenMerge[]> {
  const done: WrittenMerge[] = [];
  for (let at = 0; at < groups.length; at += GROUPS_AT_ONCE) {
    const plans: { puts: readonly Put[]; written: WrittenMerge }[] = [];
    for (const [keep, ...others] of groups.slice(at, at + GROUPS_AT_ONCE)) {
      const opened = keep && (await orLeft(() => open(parts, vault, { keep, others })));
      if (!opened || !areSame([opened[0], ...opened[1]].map(({ item }) => item))) continue;
      const planned = await orLeft(() => plan(parts, ...opened));
      if (planned) plans.push(planned);
    }
    const all = await orLeft(async () => {
      await write(
        vault,
        plans.flatMap(({ puts }) => puts),
      );
      return plans;
    });
    // Somebody wrote to one of them just now: only that one is left.
    for (const each of all ? [] : plans) {
      const one = await orLeft(async () => {
        await write(vault, each.puts);
        return each.written;
      });
      if (one) done.push(one);
    }
    done.push(...(all ?? []).map(({ written }) => written));
  }
  return done;
}

/** Undefined where a group has to be left as it is. */
async function orLeft<T>(work: () => T | Promise<T>): Promise<T | undefined> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof DuplicatesChangedError || error instanceof ItemTooLargeError) return undefined;
    throw error;
  }
}

/** As they are stored now. Throws DuplicatesChangedError where that isn't what was seen. */
async function open(
  { kinds }: MergingParts,
  vault: OpenVault,
  { keep, others }: Chosen,
): Promise<[keep: Opened, others: readonly Opened[]]> {
  const seen = [keep, ...others];
  if (new Set(seen.map(({ id }) => id)).size !== seen.length) throw new BadQuestionError();
  const opened: Opened[] = [];
  const stored = new Map((await vault.records.readMany(seen.map(({ id }) => id))).map((one) => [one.id, one]));
  for (const { id, revision } of seen) {
    const one = stored.get(id);
    if (one?.revision !== revision) throw new DuplicatesChangedError();
    opened.push({ ...one, item: kinds.parse(one.body) });
  }
  const [first, ...rest] = opened as [Opened, ...Opened[]];
  if (opened.some(({ item }) => item.trashedAt !== undefined)) throw new DuplicatesChangedError();
  if (rest.some(({ item }) => item.kind !== first.item.kind)) throw new BadQuestionError();
  return [first, rest];
}

/** Throws ItemTooLargeError. */
function plan(
  { clock }: MergingParts,
  keep: Opened,
  others: readonly Opened[],
): { readonly puts: readonly Put[]; readonly written: WrittenMerge } {
  const now = clock();
  const { item } = unite(
    keep.item,
    others.map((one) => one.item),
    now,
  );
  if (isTooLarge(item)) throw new ItemTooLargeError();
  const { id, revision, domain, body: before } = keep;
  const trashed = others.map((other): Put => ({
    id: other.id,
    domain: other.domain,
    // As it was but for that: having it back takes only that away.
    body: { ...(other.body as object), trashedAt: now },
    base: other.revision,
  }));
  return {
    puts: [{ id, domain, body: item, base: revision }, ...trashed],
    written: {
      kept: { id, domain, before, revision: revision + 1 },
      trashed: others.map((other) => ({ id: other.id, revision: other.revision + 1 })),
    },
  };
}

/** One commit. Throws DuplicatesChangedError where one of them is another revision by now. */
export async function write(vault: OpenVault, puts: readonly Put[]): Promise<void> {
  try {
    await vault.records.write({ put: puts });
  } catch (error) {
    const isStale = error instanceof Error && 'code' in error && error.code === 'stale-write';
    throw isStale ? new DuplicatesChangedError() : error;
  }
}

function isTooLarge(item: Item): boolean {
  return toJson(item).length > MOST_ITEM_BYTES;
}
