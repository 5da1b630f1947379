import type { Item } from '../kinds/index.ts';

/** What is kept of an opened item while others are compared with it: digests, which tell nobody anything. */
export interface Traits {
  /** All that a person put into it. */
  readonly content: string;
  /** What makes it the same thing as another of its kind; undefined where only the index says that, or nothing does. */
  readonly key?: string;
  /** Of a login with a password. */
  readonly password?: string;
}

/** Said by the item that every kind has, or by nobody in particular. */
const beside: readonly string[] = ['createdAt', 'updatedAt', 'trashedAt', 'history', 'favourite', 'tags', 'fields'];

/** `digest`: under a key that nobody keeps. */
export function traitsOf(item: Item, digest: (text: string) => string): Traits {
  const key = keyOf(item);
  return {
    content: digest(contentOf(item)),
    ...(key === undefined ? {} : { key: digest(JSON.stringify(key)) }),
    ...(item.kind === 'login' && item.password !== '' ? { password: digest(JSON.stringify(item.password)) } : {}),
  };
}

/** In one spelling: ids of fields and the order of tags say nothing, and a favourite stays one in any case. */
function contentOf(item: Item): string {
  const own = Object.entries(item).filter(([name]) => !beside.includes(name));
  const fields = item.fields.map((field) => spelled({ ...field, id: '' }));
  return JSON.stringify([own.sort(byName), item.tags.toSorted(), fields]);
}

function spelled(field: object): unknown[] {
  return Object.entries(field).sort(byName);
}

function byName([a]: readonly [string, unknown], [b]: readonly [string, unknown]): number {
  return a < b ? -1 : 1;
}

function keyOf(item: Item): string | undefined {
  switch (item.kind) {
    case 'login':
      return undefined;
    case 'note':
      return JSON.stringify([item.title, item.body]);
    case 'card':
      return item.number.replace(/\D/g, '') || undefined;
    case 'ssh-key':
      // The middle of its public line is the key itself; the comment may be any.
      return item.publicKey.trim().split(/\s+/)[1] ?? (item.privateKey.trim() || undefined);
    case 'identity':
      return identityKey(item);
  }
}

function identityKey(item: Extract<Item, { kind: 'identity' }>): string | undefined {
  const texts = Object.entries(item).filter(
    ([name, value]) =>
      typeof value === 'string' && value !== '' && !['kind', 'title', 'folder', 'notes'].includes(name),
  );
  return texts.length === 0 ? undefined : JSON.stringify(texts.sort(byName));
}
