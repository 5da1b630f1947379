import type { Bytes } from '../encoding/index.ts';
import { fromBase64 } from '../encoding/index.ts';
import {
  DamagedFileError,
  FileCostError,
  FilePasswordNeededError,
  SealedFileError,
  UnknownFileError,
  WrongExportPasswordError,
} from './errors.ts';
import { isObject, Named, parseJson } from './json.ts';

/** What Argon2id costs: passes, memory in KiB, lanes. */
interface Argon2idCost {
  readonly passes: number;
  readonly memory: number;
  readonly lanes: number;
}

/** Argon2id (RFC 9106), version 19: 32 bytes. It belongs into a worker. */
export type Argon2id = (password: Bytes, salt: Bytes, cost: Argon2idCost) => Promise<Bytes>;

/** Bitwarden's own settings end at 2,000,000 rounds, 10 passes, 1 GiB, 16 lanes. Whoever asks for more wants to stop us. */
const MOST = { rounds: 2_000_000, passes: 10, mebibytes: 1024, lanes: 16 };

type Cost = { readonly rounds: number } | Argon2idCost;

/**
 * The content of an export that has a password of its own (Bitwarden's help, *Encrypted exports*; *Security whitepaper*,
 * key derivation): the password is stretched with the salt as it is written, by PBKDF2-SHA256, or by Argon2id with the
 * SHA-256 of that salt; HKDF-Expand makes a key for AES and one for the MAC of it. Anything else is answered as it is.
 *
 * Everything is judged before the work: throws FileCostError for a file that asks for more than people's do,
 * FilePasswordNeededError where no password is given. Then WrongExportPasswordError, DamagedFileError. One that is bound
 * to an account opens nowhere else: SealedFileError.
 */
export async function openBitwarden(
  content: unknown,
  password: Bytes | undefined,
  argon2id: Argon2id,
): Promise<unknown> {
  if (!isObject(content)) return content;
  const source = new Named(content);
  if (source.take('encrypted') !== true) return content;
  if (source.take('passwordProtected') !== true) throw new SealedFileError();
  const cost = costOf(source);
  const salt = new TextEncoder().encode(source.text('salt'));
  // A text that is opened only to see whether the key is right, and the vault itself.
  const [proof, data] = [encrypted(source.text('encKeyValidation_DO_NOT_EDIT')), encrypted(source.text('data'))];
  if (!password) throw new FilePasswordNeededError();
  const keys = await keysOf(await stretched(password, salt, cost, argon2id));
  if ((await opened(keys, proof)) === undefined) throw new WrongExportPasswordError();
  const vault = await opened(keys, data);
  if (vault === undefined) throw new DamagedFileError();
  return parseJson(textOf(vault));
}

/** Throws UnknownFileError for a way of stretching that isn't known, FileCostError. */
function costOf(source: Named): Cost {
  const type = source.take('kdfType');
  const number = (name: string, most: number): number => {
    const value = source.take(name);
    if (typeof value !== 'number' || !Number.isInteger(value) || value < 1) throw new UnknownFileError();
    if (value > most) throw new FileCostError();
    return value;
  };
  if (type === 0) return { rounds: number('kdfIterations', MOST.rounds) };
  if (type !== 1) throw new UnknownFileError();
  const passes = number('kdfIterations', MOST.passes);
  const memory = number('kdfMemory', MOST.mebibytes) * 1024;
  return { passes, memory, lanes: number('kdfParallelism', MOST.lanes) };
}

async function stretched(password: Bytes, salt: Bytes, cost: Cost, argon2id: Argon2id): Promise<Bytes> {
  if (!('rounds' in cost)) {
    return argon2id(password, new Uint8Array(await crypto.subtle.digest('SHA-256', salt)), cost);
  }
  const key = await crypto.subtle.importKey('raw', password, 'PBKDF2', false, ['deriveBits']);
  const how = { name: 'PBKDF2', hash: 'SHA-256', salt, iterations: cost.rounds };
  return new Uint8Array(await crypto.subtle.deriveBits(how, key, 256));
}

interface Keys {
  readonly cipher: CryptoKey;
  readonly mac: CryptoKey;
}

const sha256 = { name: 'HMAC', hash: 'SHA-256' };

/** HKDF-Expand (RFC 5869) of one block each; the stretched password is the pseudorandom key, and is wiped. */
async function keysOf(stretchedPassword: Bytes): Promise<Keys> {
  const prk = await crypto.subtle.importKey('raw', stretchedPassword, sha256, false, ['sign']);
  stretchedPassword.fill(0);
  const block = async (info: string): Promise<Bytes> =>
    new Uint8Array(await crypto.subtle.sign('HMAC', prk, new TextEncoder().encode(`${info}\x01`)));
  const [forCipher, forMac] = [await block('enc'), await block('mac')];
  const cipher = await crypto.subtle.importKey('raw', forCipher, 'AES-CBC', false, ['decrypt']);
  const mac = await crypto.subtle.importKey('raw', forMac, sha256, false, ['verify']);
  forCipher.fill(0);
  forMac.fill(0);
  return { cipher, mac };
}

interface Encrypted {
  readonly iv: Bytes;
  readonly text: Bytes;
  readonly mac: Bytes;
}

/** `2.iv|text|mac`: AES-256-CBC and HMAC-SHA256 over iv and text, each in base64. Other types have no MAC, or other keys. */
function encrypted(written: string): Encrypted {
  const [iv, text, mac, ...more] = written.startsWith('2.') ? written.slice(2).split('|').map(bytesOf) : [];
  if (!iv || !text || !mac || more.length > 0 || iv.length !== 16 || mac.length !== 32) throw new DamagedFileError();
  return { iv, text, mac };
}

function bytesOf(base64: string): Bytes {
  try {
    return fromBase64(base64);
  } catch {
    throw new DamagedFileError();
  }
}

/** Undefined: the MAC, which the platform compares in constant time, is another one, and nothing was decrypted. */
async function opened({ cipher, mac }: Keys, sealed: Encrypted): Promise<Bytes | undefined> {
  const whole = new Uint8Array(sealed.iv.length + sealed.text.length);
  whole.set(sealed.iv);
  whole.set(sealed.text, sealed.iv.length);
  if (!(await crypto.subtle.verify('HMAC', mac, sealed.mac, whole))) return undefined;
  try {
    return new Uint8Array(await crypto.subtle.decrypt({ name: 'AES-CBC', iv: sealed.iv }, cipher, sealed.text));
  } catch {
    throw new DamagedFileError();
  }
}

function textOf(bytes: Bytes): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new DamagedFileError();
  }
}
