import { closeSync, existsSync, fsyncSync, mkdirSync, openSync, readFileSync, statSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';
import { importKey, open, randomBytes, seal, sha256 } from '../../src/crypto/index.ts';
import type { Bytes } from '../../src/encoding/index.ts';
import { fromBase64url, toBase64url } from '../../src/encoding/index.ts';
import { RootKeyError } from './errors.ts';

/** The root of a store's own secrets (protocol 9). It wraps tenant keys and nothing else. */
export interface RootKey {
  wrap(key: Bytes, ad: Bytes): Promise<Bytes>;
  /** Throws DecryptionError. */
  unwrap(wrapped: Bytes, ad: Bytes): Promise<Bytes>;
}

const KEY_BYTES = 32;
const CHECK_BYTES = 4;

/**
 * One line: a word that says what it is, the key, and the beginning of its hash, so that a damaged file is noticed. That
 * alone decides: secret managers and editors add a BOM, change line ends, or drop the last one.
 */
const LINE = /^latchkey-root-key-1 ([A-Za-z0-9_-]{43}) ([A-Za-z0-9_-]{6})$/;

function lineOf(key: Bytes): string {
  return `latchkey-root-key-1 ${toBase64url(key)} ${toBase64url(sha256(key).subarray(0, CHECK_BYTES))}\n`;
}

function readKey(file: string): Bytes {
  if ((statSync(file).mode & 0o077) !== 0)
    throw new RootKeyError('the root key file can be read by others: chmod 600 it');
  const line = readFileSync(file, 'utf8').trim();
  const text = LINE.exec(line)?.[1];
  const key = text === undefined ? undefined : fromBase64url(text);
  if (!key || lineOf(key) !== `${line}\n`) throw new RootKeyError('the root key file is damaged');
  return key;
}

/** Never overwrites: a second root key would make everything sealed under the first unreadable. */
function makeKey(file: string): Bytes {
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
  const key = randomBytes(KEY_BYTES);
  const descriptor = openSync(file, 'wx', 0o600);
  try {
    writeSync(descriptor, lineOf(key));
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
  return key;
}

/** An operator can mend what the system refuses, if told where. */
function reaching<T>(file: string, work: () => T): T {
  try {
    return work();
  } catch (error) {
    if (error instanceof RootKeyError) throw error;
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown';
    throw new RootKeyError(`LATCHKEY_ROOT_KEY_FILE: this user cannot read or make the file ${file} (${code})`);
  }
}

/**
 * The root key in a file of mode 600, made where there is none and none can have been (`mayMake`); `made` says so, and the
 * operator must be told to back it up. Throws RootKeyError.
 */
export async function openRootFile(file: string, mayMake: boolean): Promise<{ root: RootKey; made: boolean }> {
  const there = existsSync(file);
  if (!there && !mayMake) throw new RootKeyError('the root key file is missing: restore it from your backup');
  const key = await importKey(reaching(file, () => (there ? readKey(file) : makeKey(file))));
  return {
    root: { wrap: (tenant, ad) => seal(key, tenant, ad), unwrap: (wrapped, ad) => open(key, wrapped, ad) },
    made: !there,
  };
}
