import type { Group } from '../../items/index.ts';
import type { DuplicateGroup, Handlers } from '../../rpc/index.ts';
import { DuplicateFinder } from './finder.ts';
import type { Summary } from './index-cache.ts';
import { rowOf } from './items.ts';
import { LastUndo } from './last-undo.ts';
import { lookAt, merge, mergeAll } from './merging.ts';
import type { WrittenMerge } from './merging.ts';
import type { ItemsParts } from './parts.ts';
import { takeBack } from './unmerging.ts';

type DuplicateQuestion =
  'duplicates.find' | 'duplicates.look' | 'duplicates.merge' | 'duplicates.mergeSame' | 'duplicates.undo';

/** Answers the questions about items that are one thing. */
export function duplicateHandlers(
  parts: Pick<ItemsParts, 'session' | 'clock' | 'tell' | 'kinds' | 'indexes'>,
): Handlers<DuplicateQuestion> {
  const { session, tell, indexes } = parts;
  const finder = new DuplicateFinder(parts.kinds, session);
  const last = new LastUndo<readonly WrittenMerge[]>(parts);
  const listed = async (): Promise<readonly Summary[]> => indexes.of(await session.vault(), 'all').summaries;
  const told = <T>(work: Promise<T>): Promise<T> => work.finally(() => tell({ type: 'items' }));
  const find = async (): Promise<DuplicateGroup[]> => {
    const summaries = await listed();
    const rows = new Map(summaries.map((summary) => [summary.id, summary]));
    return (await finder.groups(await session.vault(), summaries)).map((group) => groupOf(group, rows));
  };
  return {
    'duplicates.find': async ({ limit }) => {
      const groups = (await find()).sort(byTitle);
      const same = groups.filter((group) => group.same).length;
      return { groups: groups.slice(0, limit), total: groups.length, same };
    },
    'duplicates.look': async (chosen) => lookAt(parts, await session.vault(), chosen),
    'duplicates.merge': async (chosen) => {
      const written = await told(merge(parts, await session.vault(), chosen));
      return { undo: last.keep([written]), groups: 1 };
    },
    'duplicates.mergeSame': async () => {
      const same = (await find()).filter((group) => group.same).map(({ items }) => items);
      const written = await told(mergeAll(parts, await session.vault(), same, (items) => finder.areSame(items)));
      return { undo: last.keep(written), groups: written.length };
    },
    'duplicates.undo': async ({ undo }) => {
      const vault = await session.vault();
      const merges = last.find(undo);
      // Once: half of it may be back before something fails.
      last.forget(undo);
      await told(takeBack(vault, merges));
      return {};
    },
  };
}

function groupOf({ ids, ...group }: Group, rows: ReadonlyMap<string, Summary>): DuplicateGroup {
  const items = ids.flatMap((id) => rows.get(id) ?? []);
  return { ...group, items: items.map((summary) => ({ ...rowOf(summary), revision: summary.revision })) };
}

function byTitle(a: DuplicateGroup, b: DuplicateGroup): number {
  const [one, other] = [a, b].map(({ items }) => items[0]?.title.toLowerCase() ?? '') as [string, string];
  return one === other ? 0 : one < other ? -1 : 1;
}
