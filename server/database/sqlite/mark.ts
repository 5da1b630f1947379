import { closeSync, existsSync, fsyncSync, openSync, readFileSync, rmSync, statSync, writeSync } from 'node:fs';
import { DatabaseUnavailableError } from '../errors.ts';

/** What the mark of a file says while somebody changes it: nothing can be said of it then. */
const CHANGING = 'changing';
const RESTORING = 'restoring';
const SECOND = 1_000_000_000n;

/**
 * Beside the database: how long its file was, and when it was last written, since when everything went into the log. A log
 * means something beside the file that it was written for only; beside another one (a copy that was put in its place) it
 * would undo the copy, or mix two states.
 */
export class FileMark {
  readonly #file: string;
  readonly #mark: string;

  constructor(file: string) {
    this.#file = file;
    this.#mark = `${file}-mark`;
  }

  /** The file is about to be written: whatever happens meanwhile, it is the log's own. */
  changing(): void {
    this.#write(CHANGING);
  }

  /** A restore has begun: until it is through, this is no state of anything. */
  restoring(): void {
    this.#write(RESTORING);
  }

  /** From now on only the log is written. */
  set(): void {
    this.#write(this.#stand());
  }

  clear(): void {
    rmSync(this.#mark, { force: true });
  }

  /** Throws DatabaseUnavailableError, with a sentence that says what to do, for a file that its log was not written for. */
  check(): void {
    const said = existsSync(this.#mark) ? readFileSync(this.#mark, 'utf8') : CHANGING;
    if (said === RESTORING) {
      throw new DatabaseUnavailableError(
        'a restore was begun and not finished: run it again (npm run store -- restore FILE)',
      );
    }
    if (said === CHANGING || !this.#hasLog() || !existsSync(this.#file) || isSame(said, this.#stand())) return;
    throw new DatabaseUnavailableError(
      `${this.#file} was put beside a -wal file that was written for another one: together they would be damaged, or the copy undone. ` +
        'To go back to the copy, keep it elsewhere and run: npm run store -- restore COPY',
    );
  }

  #hasLog(): boolean {
    const log = `${this.#file}-wal`;
    return existsSync(log) && statSync(log).size > 0;
  }

  #stand(): string {
    const { size, mtimeNs } = statSync(this.#file, { bigint: true });
    return `${String(size)} ${String(mtimeNs)}`;
  }

  /** Synced, so that after a power cut it is not older than what it speaks of. */
  #write(text: string): void {
    const descriptor = openSync(this.#mark, 'w', 0o600);
    try {
      writeSync(descriptor, text);
      fsyncSync(descriptor);
    } finally {
      closeSync(descriptor);
    }
  }
}

/** Some archives keep whole seconds only: a folder that was moved is not another one for that. */
function isSame(said: string, found: string): boolean {
  const [[saidSize, saidTime], [size, time]] = [said.split(' '), found.split(' ')];
  if (saidSize !== size || saidTime === undefined || time === undefined) return false;
  if (saidTime === time) return true;
  const rounded = BigInt(time) % SECOND === 0n;
  return rounded && /^[0-9]+$/.test(saidTime) && BigInt(saidTime) / SECOND === BigInt(time) / SECOND;
}
