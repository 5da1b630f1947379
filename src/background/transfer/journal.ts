import { newId } from '../../crypto/index.ts';
import { toJson } from '../../encoding/index.ts';
import type { Id } from '../../encoding/index.ts';
import { MOST_ITEM_BYTES, newItem } from '../../items/index.ts';
import type { Item } from '../../items/index.ts';
import { same } from '../../records/index.ts';
import type { LikeChoice } from '../../rpc/index.ts';
import type { Found } from '../../transfer/index.ts';
import type { OpenVault, Put, Removal } from '../../vault/index.ts';
import type { ImportParts } from './import-parts.ts';
import { mergedWith } from './merged.ts';

/** An item on its way. `like`: the one here that means the same. */
export interface Waiting {
  readonly id: Id;
  readonly found: Found;
  readonly like?: Id;
}

/** A record that an import writes. `before`: the body that it takes the place of; `found`: what was merged into that. */
export interface Planned extends Put {
  readonly before?: unknown;
  readonly found?: Found;
}

/** What an import wrote: enough to take it back. `base`: the revision before, 0 for none. */
export interface Written {
  readonly id: Id;
  readonly domain: Put['domain'];
  readonly base: number;
  readonly before?: unknown;
}

/** A part of an import as it lies on the shelf: staged, then planned, then written. */
export type ShelfPart =
  | { readonly waiting: readonly Waiting[] }
  | { readonly planned: readonly Planned[] }
  | { readonly written: readonly Written[] };

export interface Choices {
  readonly all: LikeChoice;
  /** By the ids of items on their way. */
  readonly single: Readonly<Partial<Record<Id, LikeChoice>>>;
}

export function waitingItem(found: Found, like?: Id): Waiting {
  return { id: newId(), found, ...(like === undefined ? {} : { like }) };
}

type PlanParts = Pick<ImportParts, 'kinds' | 'clock'>;

/** What a part comes to, as things are here now. */
export async function plan(
  parts: PlanParts,
  vault: OpenVault,
  waiting: readonly Waiting[],
  choices: Choices,
): Promise<Planned[]> {
  const planned: Planned[] = [];
  for (const { id, found, like } of waiting) {
    const choice = like === undefined ? 'both' : (choices.single[id] ?? choices.all);
    if (choice === 'leave') continue;
    const merged = choice === 'merge' && like !== undefined ? await mergedInto(parts, vault, like, found) : undefined;
    planned.push(
      merged ?? { id, domain: parts.kinds.domainOf(found.item.kind), body: freshItem(found, parts.clock()) },
    );
  }
  return planned;
}

/** Undefined: the one to merge into was deleted since, can't be opened, or would become too large. */
async function mergedInto(
  { kinds, clock }: PlanParts,
  vault: OpenVault,
  id: Id,
  found: Found,
): Promise<Planned | undefined> {
  const stored = await here(vault, id);
  if (!stored) return undefined;
  const body = mergedWith(kinds, kinds.parse(stored.body), found, clock());
  // Two that are more together both stand.
  if (toJson(body).length > MOST_ITEM_BYTES) return undefined;
  return { id, domain: stored.domain, body, base: stored.revision, before: stored.body, found };
}

/** Undefined: it was deleted since, or can't be opened. */
async function here(vault: OpenVault, id: Id): Promise<Awaited<ReturnType<OpenVault['records']['read']>> | undefined> {
  return vault.records.read(id).catch(() => undefined);
}

/** An item that nobody had before. */
export function freshItem({ item, later, ...times }: Found, now: number): Item {
  return { ...later, ...newItem<Item>(item, now), ...times };
}

/**
 * A plan as it can be carried out now, and what of it isn't there yet: a commit may have been taken just before the browser
 * stopped, and what is merged into may have been edited since.
 */
export async function renewed(
  parts: PlanParts,
  vault: OpenVault,
  planned: readonly Planned[],
): Promise<{ readonly planned: readonly Planned[]; readonly puts: readonly Put[] }> {
  const next: Planned[] = [];
  const puts: Put[] = [];
  for (const entry of planned) {
    const stored = await here(vault, entry.id);
    const isThere = stored !== undefined && (entry.found === undefined || same(stored.body, entry.body));
    const moved = !isThere && entry.found && stored?.revision !== entry.base ? entry.found : undefined;
    const again = moved ? await mergedInto(parts, vault, entry.id, moved) : undefined;
    const now = again ?? (moved ? asNew(parts, entry) : entry);
    next.push(now);
    if (!isThere) puts.push({ id: now.id, domain: now.domain, body: now.body, ...baseOf(now) });
  }
  return { planned: next, puts };
}

/** What was to be merged into is gone. */
function asNew({ clock }: PlanParts, { domain, found, ...entry }: Planned): Planned {
  return found ? { id: newId(), domain, body: freshItem(found, clock()) } : { domain, ...entry };
}

function baseOf({ base }: Planned): { readonly base?: number } {
  return base === undefined ? {} : { base };
}

export function writtenOf(planned: readonly Planned[]): Written[] {
  return planned.map(({ id, domain, base = 0, before }) => ({
    id,
    domain,
    base,
    ...(before === undefined ? {} : { before }),
  }));
}

/**
 * Takes back what a part wrote: a record that nobody changed since goes, or becomes what it was. Answers how many records it
 * left alone.
 */
export async function takeBack(
  vault: OpenVault,
  part: { readonly written: readonly Written[] } | { readonly planned: readonly Planned[] },
): Promise<{ readonly taken: number; readonly kept: number }> {
  const puts: Put[] = [];
  const removals: Removal[] = [];
  let kept = 0;
  for (const entry of 'written' in part ? part.written : part.planned) {
    const { id, domain, before, base = 0 } = entry;
    const stored = await here(vault, id);
    if (!stored) continue;
    const ours = 'body' in entry ? same(stored.body, entry.body) : stored.revision === base + 1;
    // A plan that was never carried out left nothing to take back.
    if (!ours) kept += 'body' in entry ? 0 : 1;
    else if (before === undefined) removals.push({ id, base: stored.revision });
    else puts.push({ id, domain, body: before, base: stored.revision });
  }
  await vault.records.write({ put: puts, remove: removals });
  return { taken: puts.length + removals.length, kept };
}
