import { chmodSync, closeSync, copyFileSync, existsSync, fsyncSync, mkdirSync, openSync, renameSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { DatabaseUnavailableError } from '../errors.ts';
import { lockFolder } from './lock.ts';
import { FileMark } from './mark.ts';
import { DATABASE_FILE } from './sqlite.ts';

const BUSY_TIMEOUT = 5_000;

function sync(path: string): void {
  const descriptor = openSync(path, 'r');
  try {
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}

/** Whether a file is a whole database of a store. Throws DatabaseUnavailableError. */
function checkCopy(file: string): void {
  if (!existsSync(file)) throw new DatabaseUnavailableError(`there is no file ${file}`);
  let found: unknown;
  try {
    const copy = new DatabaseSync(file, { readOnly: true });
    try {
      copy.prepare('select count(*) from tenant_keys').get();
      found = copy.prepare('pragma integrity_check(1)').get()?.['integrity_check'];
    } finally {
      copy.close();
    }
  } catch {
    throw new DatabaseUnavailableError(`${file} is no database of a store`);
  }
  if (found !== 'ok') throw new DatabaseUnavailableError(`${file} is damaged: take another copy`);
}

/**
 * Copies the database of a data folder into a file that is not there yet, as it is at one moment, also while a store runs
 * and writes. Throws DatabaseUnavailableError.
 */
export function backUp(folder: string, file: string): void {
  const source = join(folder, DATABASE_FILE);
  if (!existsSync(source)) throw new DatabaseUnavailableError(`there is no database in ${folder}`);
  if (existsSync(file)) throw new DatabaseUnavailableError(`${file} is there already: name another file`);
  const database = new DatabaseSync(source, { readOnly: true, timeout: BUSY_TIMEOUT });
  try {
    database.prepare('vacuum into ?').run(file);
  } finally {
    database.close();
  }
  chmodSync(file, 0o600);
  sync(file);
  sync(dirname(file));
  checkCopy(file);
}

/**
 * What happened since the copy was made is not in it: one-time keys that were handed out are nobody's any more, and a recovery that is
 * open in it may have been stopped.
 */
function dropSince(file: string): void {
  const copy = new DatabaseSync(file);
  try {
    const has = (table: string): boolean =>
      copy.prepare('select 1 from sqlite_schema where name = ?').get(table) !== undefined;
    if (has('pre_keys')) copy.exec("delete from pre_keys where kind = 'once'");
    if (has('recoveries')) copy.exec("update recoveries set over = 'restored' where over is null");
  } finally {
    copy.close();
  }
}

/**
 * Puts a copy in the place of a folder's database. What was there is kept beside it, in a folder whose name it answers. A
 * restore that was broken off is run again; until then no store starts. Throws DatabaseUnavailableError.
 */
export function restore(folder: string, file: string, now: number): string | undefined {
  checkCopy(file);
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const unlock = lockFolder(folder);
  try {
    const target = join(folder, DATABASE_FILE);
    const fresh = `${target}-new`;
    copyFileSync(file, fresh);
    chmodSync(fresh, 0o600);
    dropSince(fresh);
    sync(fresh);
    const mark = new FileMark(target);
    mark.restoring();
    const kept = setAside(folder, new Date(now).toISOString().replaceAll(':', '-'));
    renameSync(fresh, target);
    sync(folder);
    mark.clear();
    sync(folder);
    return kept;
  } finally {
    unlock();
  }
}

function setAside(folder: string, time: string): string | undefined {
  const names = ['-wal', '-shm', ''].map((end) => `${DATABASE_FILE}${end}`);
  const there = names.filter((name) => existsSync(join(folder, name)));
  if (there.length === 0) return undefined;
  const kept = join(folder, `before-restore-${time}`);
  mkdirSync(kept, { mode: 0o700 });
  for (const name of there) renameSync(join(folder, name), join(kept, name));
  sync(folder);
  return kept;
}
