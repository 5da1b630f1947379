import { entriesOf, unpack } from './archive.ts';
import { UnknownFileError } from './errors.ts';
import { MOST_BYTES, readJson } from './json.ts';
import type { Source } from './pieces.ts';

/** A file that belongs to an item: by its id there, '' for none. */
export interface Attachment {
  readonly item: string;
  readonly name: string;
}

/**
 * An archive of Bitwarden: `data.json`, and `attachments/<item>/<name>`, of which the names are read and nothing else. Throws
 * UnknownFileError for an archive of something else, and what `entriesOf`, `unpack` and `readJson` do.
 */
export async function readArchive(
  file: Source,
): Promise<{ readonly content: unknown; readonly attachments: readonly Attachment[] }> {
  const entries = await entriesOf(file);
  const [data, another] = entries.filter(({ name }) => name === 'data.json');
  if (!data || another) throw new UnknownFileError();
  const content = await readJson(new Blob([await unpack(file, data, MOST_BYTES)]));
  const names = entries.map(({ name }) => name).filter((name) => name !== 'data.json' && !name.endsWith('/'));
  return { content, attachments: names.map(attachmentOf) };
}

function attachmentOf(path: string): Attachment {
  const [, item = '', name = path] = /^attachments\/([^/]+)\/(.+)$/s.exec(path) ?? [];
  return { item, name };
}
