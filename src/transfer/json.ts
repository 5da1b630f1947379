import { FileTooLargeError, UnknownFileError } from './errors.ts';
import { readText } from './pieces.ts';
import type { Source } from './pieces.ts';

/** Of a file that is held in memory, whole, in bytes. */
export const MOST_BYTES = 400 * 1024 * 1024;
/** What people keep nests less than ten deep; what walks through it must not run out of stack. */
const DEEPEST = 50;
const LOOKED_AT = 4096;

/** Whether a file looks like an object of JSON, by its beginning. Throws UnknownFileError for what is no text. */
export async function beginsJson(file: Source): Promise<boolean> {
  let beginning = '';
  const begin = (): ((piece: string) => void) => (piece) => (beginning = piece);
  await readText(file.slice(0, Math.min(LOOKED_AT, file.size)), begin, 'beginning');
  return /^\s*\{/.test(beginning);
}

/** The content of a file of JSON. Throws UnknownFileError, FileTooLargeError. */
export async function readJson(file: Source): Promise<unknown> {
  if (file.size > MOST_BYTES) throw new FileTooLargeError();
  let pieces: string[] = [];
  await readText(file, () => {
    pieces = [];
    return (piece) => pieces.push(piece);
  });
  return parseJson(pieces.join(''));
}

/** What a text of JSON says. Throws UnknownFileError, also for what nests too deep. */
export function parseJson(text: string): unknown {
  if (isDeeper(text, DEEPEST)) throw new UnknownFileError();
  try {
    return JSON.parse(text);
  } catch {
    throw new UnknownFileError();
  }
}

const [QUOTE, BACKSLASH, OPEN, CLOSE] = [0x22, 0x5c, new Set([0x5b, 0x7b]), new Set([0x5d, 0x7d])];

function isDeeper(text: string, deepest: number): boolean {
  let [depth, quoted] = [0, false];
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (quoted && code === BACKSLASH) at += 1;
    else if (code === QUOTE) quoted = !quoted;
    else if (quoted) continue;
    else if (CLOSE.has(code)) depth -= 1;
    else if (OPEN.has(code) && ++depth > deepest) return true;
  }
  return false;
}

/**
 * An object of a file, read name by name. What nobody asked for, or what is not of the form that was asked for, is left; null
 * and empty text say nothing.
 */
export class Named {
  readonly #left: Map<string, unknown>;

  constructor(value: object) {
    // A map, not an object: `__proto__` is a name like any other.
    this.#left = new Map(Object.entries(value).filter(([, one]) => one !== null && one !== ''));
  }

  take(name: string): unknown {
    const value = this.#left.get(name);
    this.#left.delete(name);
    return value;
  }

  /** Also a number, as text; '' for none. */
  text(name: string): string {
    return isScalar(this.#left.get(name)) ? String(this.take(name)) : '';
  }

  list(name: string): readonly unknown[] {
    return Array.isArray(this.#left.get(name)) ? (this.take(name) as readonly unknown[]) : [];
  }

  /** An empty one for none. */
  object(name: string): Named {
    return isObject(this.#left.get(name)) ? new Named(this.take(name) as object) : new Named({});
  }

  /** What is left, with its names. */
  rest(): readonly (readonly [name: string, value: unknown])[] {
    return [...this.#left];
  }
}

export function isScalar(value: unknown): value is string | number | boolean {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean';
}

export function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
