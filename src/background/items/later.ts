import type { Handlers } from '../../rpc/index.ts';
import { inTrash } from './items.ts';
import type { ItemsParts } from './parts.ts';

/** What every item has, and what is said of it elsewhere. */
const shared = new Set(['kind', 'title', 'folder']);

/** Answers what can be read of an item of a later version's kind. It is never written but to the trash and back, as it is. */
export function laterHandlers({ session, kinds }: Pick<ItemsParts, 'session' | 'kinds'>): Handlers<'items.readLater'> {
  return {
    'items.readLater': async ({ id }) => {
      const { body } = await (await session.vault()).records.read(id);
      const item = kinds.parseLater(body);
      const { kind, title, folder, tags, updatedAt, trashedAt } = item;
      const own = Object.entries(item as unknown as Readonly<Record<string, unknown>>)
        .filter(([name]) => !shared.has(name))
        .flatMap(([name, value]) => (typeof value === 'string' && value !== '' ? [{ name, value }] : []));
      const added = item.fields.map(({ label, value }) => ({ name: label, value }));
      return { id, kind, title, folder, tags, values: [...own, ...added], updatedAt, ...inTrash(trashedAt) };
    },
  };
}
