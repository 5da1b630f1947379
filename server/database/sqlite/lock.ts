import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { DatabaseUnavailableError } from '../errors.ts';

const LOCK_FILE = 'store.lock';
const BUSY = 5;

/**
 * Takes a data folder for one process: a lock of the operating system, which goes when the process goes, however it ends.
 * Answers what gives it back. Throws DatabaseUnavailableError where another process has it.
 */
export function lockFolder(folder: string): () => void {
  const lock = new DatabaseSync(join(folder, LOCK_FILE), { timeout: 0 });
  try {
    lock.exec('pragma journal_mode = memory; begin exclusive');
  } catch (error) {
    lock.close();
    const isTaken = error instanceof Error && 'errcode' in error && (Number(error.errcode) & 0xff) === BUSY;
    if (!isTaken) throw error;
    throw new DatabaseUnavailableError(`a store runs with the data folder ${folder}: stop it first`);
  }
  return () => lock.close();
}
