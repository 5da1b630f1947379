import { kinds, MalformedItemError } from '../items/index.ts';
import type { Item } from '../items/index.ts';
import { encodingsOf } from './encodings.ts';
import { FileTooLargeError, NewerFileError, UnknownFileError } from './errors.ts';
import { fit } from './fit.ts';
import type { Found, Sink } from './found.ts';
import { MOST_BYTES } from './json.ts';
import type { Source } from './pieces.ts';
import type { PlainForm } from './plain-form.ts';

const FORMAT = 'latchkey-plain';
const VERSION = 1;
/** The format's name stands at the beginning of what we write, and of what sorts its names. */
const LOOKED_AT = 4096;

/**
 * Whole items as readable JSON (docs/export.md), in UTF-8: every item as it is stored, one a line. Items of a later version
 * and fields that this one doesn't know are written like the others.
 */
export const plainJson: PlainForm = {
  begin: (madeAt) => `${JSON.stringify({ format: FORMAT, version: VERSION, madeAt }).slice(0, -1)},"items":[\n`,
  item: (body) => JSON.stringify(body),
  between: ',\n',
  end: '\n]}\n',
};

/** Whether a file says of itself that it is one of these. */
export async function isPlain(file: Source): Promise<boolean> {
  const beginning = new Uint8Array(await file.slice(0, LOOKED_AT).arrayBuffer());
  const [encoding] = encodingsOf(beginning);
  if (encoding === undefined) return false;
  const text = new TextDecoder(encoding).decode(beginning);
  return /^\s*\{/.test(text) && text.includes(`"${FORMAT}"`);
}

/** Tells every item of such a file, whole. Throws UnknownFileError for one that is damaged, NewerFileError, FileTooLargeError. */
export async function readPlain(file: Source, sink: Sink): Promise<void> {
  for (const value of await itemsOf(file)) {
    try {
      const { found, leftOut } = fit(foundOf(value));
      if (found) sink.found(found);
      for (const what of leftOut) sink.leftOut(what);
    } catch {
      // Also one that is nested so deeply that it can be read, and not be written.
      sink.leftOut({ ...titleOf(value), why: 'no-item' });
    }
  }
}

async function itemsOf(file: Source): Promise<readonly unknown[]> {
  const content = await contentOf(file);
  if (!isObject(content) || content['format'] !== FORMAT) throw new UnknownFileError();
  const { version, items } = content;
  if (typeof version === 'number' && version > VERSION) throw new NewerFileError();
  if (version !== VERSION || !Array.isArray(items)) throw new UnknownFileError();
  return items as readonly unknown[];
}

/** Strictly in the encoding that it begins in: a guess would put wrong letters into secrets. */
async function contentOf(file: Source): Promise<unknown> {
  if (file.size > MOST_BYTES) throw new FileTooLargeError();
  const bytes = new Uint8Array(await file.slice(0, file.size).arrayBuffer());
  try {
    return JSON.parse(new TextDecoder(encodingsOf(bytes)[0], { fatal: true }).decode(bytes)) as unknown;
  } catch {
    throw new UnknownFileError();
  }
}

/** Throws MalformedItemError, also for what no window of ours could hand on; UnknownKindError. */
function foundOf(value: unknown): Found {
  const item = kinds.parse(value);
  const { createdAt, updatedAt, trashedAt, history } = item;
  const fields = kinds.fieldsOf(item);
  const known = new Set([...Object.keys(fields), 'createdAt', 'updatedAt', 'trashedAt', 'history']);
  const later = Object.entries(item).filter(([name]) => !known.has(name));
  if (!isBounded(item)) throw new MalformedItemError('fields');
  return {
    item: fields,
    createdAt,
    updatedAt,
    ...(trashedAt === undefined ? {} : { trashedAt }),
    ...(history.length === 0 ? {} : { history }),
    ...(later.length === 0 ? {} : { later: Object.fromEntries(later) }),
  };
}

/** Names inside an item are as short as rpc/contract wants them; texts are cut to size by `fit`. */
function isBounded(item: Item): boolean {
  const urls = item.kind === 'login' ? item.urls : [];
  return (
    item.fields.every(({ id, type }) => id.length <= 64 && type.length <= 40) &&
    urls.every(({ match }) => match.length <= 40) &&
    item.history.length <= 10_000 &&
    item.history.every(({ field }) => field.length <= 600)
  );
}

function titleOf(value: unknown): { readonly title?: string } {
  const title = isObject(value) ? value['title'] : undefined;
  return typeof title === 'string' ? { title: title.slice(0, 500).toWellFormed() } : {};
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
