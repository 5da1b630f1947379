import type { Attachment } from './bitwarden-archive.ts';
import { leftOut, readBitwardenItem } from './bitwarden-item.ts';
import { UnknownFileError } from './errors.ts';
import { sinkFitted } from './fit.ts';
import type { Sink } from './found.ts';
import { isObject, Named } from './json.ts';

/**
 * A vault of Bitwarden, a person's or an organization's, as its JSON has it once it is open: folders, collections and items;
 * of files that lie beside it each is told as left out. Throws UnknownFileError for any other JSON.
 */
export function readBitwarden(content: unknown, sink: Sink, attachments: readonly Attachment[] = []): void {
  if (!isObject(content)) throw new UnknownFileError();
  const source = new Named(content);
  if (source.take('encrypted') === true) throw new UnknownFileError();
  const items = source.take('items');
  const places = new Places(source);
  if (!Array.isArray(items) || !places.areTold) throw new UnknownFileError();
  const internal = new Set<string>();
  for (const [at, item] of (items as readonly unknown[]).entries()) {
    if (!isObject(item)) {
      sink.leftOut({ what: `items[${String(at)}]`, why: 'malformed' });
      continue;
    }
    const read = readBitwardenItem(new Named(item), places);
    if (read.found) sinkFitted(sink, read.found);
    for (const what of read.leftOut) sink.leftOut(what);
    for (const name of read.internal) internal.add(name);
  }
  if (attachments.length > 0) tellAttachments(attachments, items, sink);
  for (const [name] of source.rest()) internal.add(name);
  for (const what of internal) sink.leftOut({ what, why: 'internal' });
  for (const what of places.unused()) sink.leftOut({ what, why: 'empty' });
}

function tellAttachments(attachments: readonly Attachment[], items: readonly unknown[], sink: Sink): void {
  const named = items.filter(isObject).map((item) => new Named(item));
  const titles = new Map(named.map((item) => [item.text('id'), item.text('name')]));
  for (const { item, name } of attachments) sink.leftOut(leftOut(titles.get(item) ?? item, name, 'attachment'));
}

/** Folders and collections by their ids. */
class Places {
  readonly #names = new Map<string, string>();
  readonly #used = new Set<string>();
  readonly areTold: boolean;

  constructor(source: Named) {
    const lists = [source.take('folders'), source.take('collections')].filter(Array.isArray) as (readonly unknown[])[];
    this.areTold = lists.length > 0;
    for (const entry of lists.flat().filter(isObject)) {
      const place = new Named(entry);
      this.#names.set(place.text('id'), place.text('name'));
    }
  }

  nameOf(id: string): string | undefined {
    this.#used.add(id);
    return this.#names.get(id);
  }

  unused(): string[] {
    return [...this.#names].flatMap(([id, name]) => (this.#used.has(id) || name === '' ? [] : [name]));
  }
}
