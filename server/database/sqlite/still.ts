import type { DatabaseSync } from 'node:sqlite';
import type { Db } from '../database.ts';

/**
 * A connection on which each job sees one moment: one after the other, in a transaction each. Nobody waits long for his turn,
 * because a job waits for nothing but answers that are there at once.
 */
export class StillReader {
  readonly #database: DatabaseSync;
  readonly #db: Db;
  readonly #begin: () => void;
  #last: Promise<unknown> = Promise.resolve();
  #isReading = false;

  constructor(database: DatabaseSync, db: Db) {
    const begin = database.prepare('begin');
    this.#database = database;
    this.#db = db;
    this.#begin = () => void begin.run();
  }

  /** Whether the log is held just now by a job that is under way. */
  get isReading(): boolean {
    return this.#isReading;
  }

  read<T>(job: (db: Db) => T | Promise<T>): Promise<T> {
    const turn = this.#last.then(() => this.#run(job));
    this.#last = turn.catch(() => undefined);
    return turn;
  }

  async #run<T>(job: (db: Db) => T | Promise<T>): Promise<T> {
    this.#begin();
    this.#isReading = true;
    try {
      return await job(this.#db);
    } finally {
      this.#isReading = false;
      if (this.#database.isTransaction) this.#database.exec('commit');
    }
  }

  /** Resolves when the jobs before it are done. */
  async close(): Promise<void> {
    await this.#last;
    this.#database.close();
  }
}
