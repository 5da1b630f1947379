import { ClipboardError } from '../../../src/platform/clipboard.ts';
import type { Area } from '../../../src/platform/index.ts';
import type { VaultDatabase } from '../../../src/records/index.ts';
import type { MemoryDatabase } from '../../support/memory-database.ts';

/** The background was stopped by the browser: nothing that it still does has an effect any more. */
class Death extends Error {
  override readonly name = 'Death';
}

/**
 * Counts what a background does to anything that outlives it, and stops it at one of those steps: just before it happens, or
 * just after it happened and before the background hears of it.
 */
export class Life {
  steps = 0;
  #last: number;
  readonly #after: boolean;

  constructor(last = Infinity, after = false) {
    this.#last = last;
    this.#after = after;
  }

  isOver(): boolean {
    return this.steps >= this.#last;
  }

  /** Stops what lives by it: another takes its place. */
  end(): void {
    this.#last = 0;
  }

  async step<T>(work: () => T | Promise<T>): Promise<T> {
    await Promise.resolve();
    if (this.isOver()) throw new Death();
    this.steps += 1;
    if (!this.isOver()) return work();
    if (this.#after) await work();
    throw new Death();
  }
}

/** A storage area; its values cross as JSON, as the browser's do. */
export class MemoryArea {
  readonly values = new Map<string, string>();

  of(life: Life): Area {
    return {
      get: async (key) => {
        await Promise.resolve();
        const text = this.values.get(key);
        return text === undefined ? undefined : (JSON.parse(text) as unknown);
      },
      set: (key, value) => life.step(() => void this.values.set(key, JSON.stringify(value))),
      remove: (...keys) => life.step(() => keys.forEach((key) => this.values.delete(key))),
      clear: () => life.step(() => this.values.clear()),
    };
  }
}

/** A clipboard that everybody on the computer writes to, and that may refuse. */
export class MemoryClipboard {
  text = '';
  refuses = false;
  mayRead = true;

  write(text: string): void {
    if (this.refuses) throw new ClipboardError();
    this.text = text;
  }
}

/** The local database, as long as the background lives. */
export function storeOf(store: MemoryDatabase, life: Life): VaultDatabase {
  return {
    read: () => store.read(),
    readRecord: (id) => store.readRecord(id),
    readRecords: () => store.readRecords(),
    readSnapshot: () => store.readSnapshot(),
    readRow: (table, id) => store.readRow(table, id),
    readRows: (table) => store.readRows(table),
    apply: (change) => life.step(() => store.apply(change)),
    erase: () => life.step(() => store.erase()),
  };
}
