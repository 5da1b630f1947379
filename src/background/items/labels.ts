import type { Handlers, Labels } from '../../rpc/index.ts';
import type { ListedKind, Summary } from '../../items/index.ts';
import type { ItemsParts } from './parts.ts';

/** Answers which tags and folders there are, so that nobody types them twice; what lies in the trash doesn't count. */
export function labelHandlers({ session, indexes }: Pick<ItemsParts, 'session' | 'indexes'>): Handlers<'items.labels'> {
  return { 'items.labels': async () => labelsOf(indexes.of(await session.vault(), 'all').summaries) };
}

export function labelsOf(summaries: readonly Summary<ListedKind>[]): Labels {
  const counts = new Map<string, number>();
  for (const tag of summaries.flatMap(({ tags = [] }) => tags)) counts.set(tag, (counts.get(tag) ?? 0) + 1);
  const tags = [...counts].map(([tag, items]) => ({ tag, items }));
  return {
    folders: [...new Set(summaries.flatMap(({ folder = [] }) => folder))].sort(),
    tags: tags.sort((a, b) => b.items - a.items || (a.tag < b.tag ? -1 : 1)),
  };
}
