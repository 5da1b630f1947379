import { DatabaseUnavailableError } from './errors.ts';

/** Begins and ends transactions; `savepoint` surrounds one job, so that one that fails takes no other with it. */
export interface Transactions {
  begin(): void | Promise<void>;
  commit(): void | Promise<void>;
  rollback(): void | Promise<void>;
  savepoint(): void | Promise<void>;
  release(): void | Promise<void>;
  rollbackToSavepoint(): void | Promise<void>;
  /** Whether a transaction that failed by this may go through when it is run again, with all its jobs. */
  isRepeated(error: unknown): boolean;
}

interface Waiting {
  readonly alone: boolean;
  run(): Promise<void>;
  settle(failure?: unknown): void;
}

/** So many jobs share one transaction at most: a bound on how long the first of them waits. */
const BATCH = 512;

/** So long a transaction is run again, in milliseconds, and so long it waits in between at most. */
const REPEAT_MS = 10_000;
const PAUSE_MS = 50;

/** So long a transaction waits at most for jobs that were announced, in milliseconds. */
const GATHER_MS = 2;

/**
 * Group commit: all jobs that arrive in one turn of the event loop share one durable transaction, and are acknowledged
 * after it. A job must wait for nothing but the database, because while it runs
 * everybody waits; and change nothing but the database, because it may be run again.
 */
export class WriteQueue {
  readonly #transactions: Transactions;
  #waiting: Waiting[] = [];
  #draining: Promise<void> | undefined;
  #expected = 0;
  #arrived: () => void = () => undefined;
  #closed = false;

  constructor(transactions: Transactions) {
    this.#transactions = transactions;
  }

  /** Runs the job inside a transaction; resolves when it is durable, rejects with whatever the job threw. */
  add<T>(job: () => Promise<T>, alone = false): Promise<T> {
    if (this.#closed) return Promise.reject(new DatabaseUnavailableError('closed'));
    return new Promise<T>((resolve, reject) => {
      this.#waiting.push(waiting(job, alone, resolve, reject));
      this.#draining ??= this.#drain();
    });
  }

  /** Says that a job is about to come; the answer must be called when it came, or won't. */
  expect(): () => void {
    this.#expected += 1;
    let pending = true;
    return () => {
      if (!pending) return;
      pending = false;
      this.#expected -= 1;
      if (this.#expected === 0) this.#arrived();
    };
  }

  /** Refuses further jobs; resolves when those before it are done. */
  async close(): Promise<void> {
    this.#closed = true;
    await this.#draining;
  }

  async #drain(): Promise<void> {
    await new Promise((resolve) => setImmediate(resolve));
    while (this.#waiting.length > 0) {
      await this.#gather();
      const batch = this.#waiting.splice(0, this.#batchLength());
      const failure = await this.#runAll(batch);
      for (const job of batch) job.settle(failure);
      // Whoever was answered gets a turn to ask again, and so to share the next transaction.
      await new Promise((resolve) => setImmediate(resolve));
    }
    this.#draining = undefined;
  }

  /** Those who may share one transaction: who must be alone ends the row, and makes the next one. */
  #batchLength(): number {
    const until = this.#waiting.findIndex(({ alone }) => alone);
    return until < 0 ? BATCH : Math.min(BATCH, Math.max(1, until));
  }

  /** A sync to disk takes longer than most of what is expected: who is nearly here may share it. */
  #gather(): Promise<void> {
    if (this.#expected === 0) return Promise.resolve();
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, GATHER_MS);
      this.#arrived = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }

  /** What broke the whole transaction, if anything did, however often it was run. */
  async #runAll(batch: readonly Waiting[]): Promise<unknown> {
    const until = performance.now() + REPEAT_MS;
    for (;;) {
      const failure = await this.#runOnce(batch);
      const isRepeated = failure !== undefined && this.#transactions.isRepeated(failure);
      if (!isRepeated || performance.now() > until) return failure;
      // Whoever was in the way gets a moment, and two of us don't keep meeting.
      await new Promise((resolve) => setTimeout(resolve, Math.random() * PAUSE_MS));
    }
  }

  async #runOnce(batch: readonly Waiting[]): Promise<unknown> {
    try {
      await this.#transactions.begin();
    } catch (error) {
      return error;
    }
    try {
      for (const job of batch) await this.#runOne(job);
      await this.#transactions.commit();
      return undefined;
    } catch (error) {
      await this.#transactions.rollback();
      return error;
    }
  }

  async #runOne(job: Waiting): Promise<void> {
    await this.#transactions.savepoint();
    try {
      await job.run();
    } catch (error) {
      await this.#undo(error);
    }
    await this.#transactions.release();
  }

  /** What ends the whole transaction, savepoint and all (a full disk, another one in the way), is everybody's error. */
  async #undo(error: unknown): Promise<void> {
    if (this.#transactions.isRepeated(error)) throw error;
    try {
      await this.#transactions.rollbackToSavepoint();
    } catch {
      throw error;
    }
  }
}

function waiting<T>(
  job: () => Promise<T>,
  alone: boolean,
  resolve: (value: T) => void,
  reject: (error: unknown) => void,
): Waiting {
  let acknowledge: (() => void) | undefined;
  let thrown: unknown;
  return {
    alone,
    async run() {
      try {
        const value = await job();
        acknowledge = () => resolve(value);
      } catch (error) {
        acknowledge = undefined;
        thrown = error;
        throw error;
      }
    },
    settle(failure) {
      if (failure !== undefined) reject(failure);
      else if (acknowledge) acknowledge();
      else reject(thrown);
    },
  };
}
