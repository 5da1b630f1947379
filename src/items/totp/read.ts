import type { HotpHash } from '../../crypto/index.ts';
import type { Bytes } from '../../encoding/index.ts';
import { bytes } from '../../encoding/index.ts';
import type { NoSecret, TotpSecret } from './secret.ts';

const SCHEME = /^(otpauth|otpauth-migration|steam):/i;
/** Key URI Format: `otpauth://TYPE/LABEL?PARAMETERS`. Makers differ in the slashes. */
const OTPAUTH = /^otpauth:\/*([a-z]+)(?:\/([^?]*))?/i;
/** Wherever they stand: some makers leave `?` and `#` in the label as they are. */
const PARAMETER = /[?&]([a-z]+)=([^&?#]*)/gi;
const STEAM = /^steam:\/*/i;
const NAMED_STEAM = /^\s*steam\s*$/i;

/** What people and pages put between the letters, and the padding. */
const BETWEEN = /[\s\p{Cf}\p{Pd}_=]/gu;
const BASE32 = /^[a-z2-7]+$/i;
const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
/** Of a secret without its address: anything shorter is a word, or less than anybody's secret. */
const SHORTEST_BARE = 8;

const usual = { hash: 'SHA-1', period: 30, written: 6 } as const;
const LONGEST_PERIOD = 300;

/** What a person typed, pasted or scanned: an address of any make, or the bare secret. */
export function readTotp(text: string): TotpSecret | NoSecret {
  const typed = text.normalize('NFKC').trim();
  if (typed === '') return 'empty';
  const scheme = SCHEME.exec(typed)?.[1]?.toLowerCase();
  if (scheme === 'otpauth') return fromOtpauth(typed.replaceAll('&amp;', '&'));
  if (scheme === 'otpauth-migration') return 'several';
  if (scheme === 'steam') return withSeed(typed.replace(STEAM, ''), { ...usual, written: 'steam' });
  return typed.replace(BETWEEN, '').length < SHORTEST_BARE ? 'unreadable' : withSeed(typed, usual);
}

function fromOtpauth(address: string): TotpSecret | NoSecret {
  const [, type = '', label = ''] = OTPAUTH.exec(address) ?? [];
  const given = parametersOf(address);
  switch (type.toLowerCase()) {
    case 'hotp':
      return 'counter';
    case 'steam':
      return withSeed(given('secret'), { ...usual, written: 'steam' });
    case 'totp':
      break;
    default:
      return 'unreadable';
  }
  const isSteam = [given('issuer') || decoded(label).split(':')[0], given('encoder')].some(isNamedSteam);
  const written = isSteam ? 'steam' : writtenOf(given('digits'));
  const [hash, period] = [hashOf(given('algorithm')), periodOf(given('period'))];
  if (!hash || !period || !written) return 'parameters';
  return withSeed(given('secret'), { hash, period, written });
}

/** The first of each name counts, in whatever case; '' for what is not there. */
function parametersOf(address: string): (name: string) => string {
  const found = new Map<string, string>();
  for (const [, name = '', value = ''] of address.matchAll(PARAMETER)) {
    const known = name.toLowerCase();
    if (!found.has(known)) found.set(known, decoded(value).trim());
  }
  return (name) => found.get(name) ?? '';
}

/** As it stands, where its percent signs mean nothing. */
function decoded(value: string): string {
  try {
    return decodeURIComponent(value);
  } catch {
    return value;
  }
}

function isNamedSteam(name = ''): boolean {
  return NAMED_STEAM.test(name);
}

/** `SHA1`, `SHA-256`, `HmacSHA512` …; undefined for a hash that we don't make codes with. */
function hashOf(name: string): HotpHash | undefined {
  const bare = name
    .toLowerCase()
    .replace(/[^a-z0-9]/g, '')
    .replace(/^hmac/, '');
  const hashes: Readonly<Record<string, HotpHash>> = {
    '': 'SHA-1',
    sha: 'SHA-1',
    sha1: 'SHA-1',
    sha256: 'SHA-256',
    sha512: 'SHA-512',
  };
  return Object.hasOwn(hashes, bare) ? hashes[bare] : undefined;
}

function periodOf(given: string): number | undefined {
  if (given === '') return usual.period;
  const period = /^\d{1,9}$/.test(given) ? Number(given) : 0;
  return period >= 1 && period <= LONGEST_PERIOD ? period : undefined;
}

function writtenOf(given: string): 6 | 7 | 8 | undefined {
  if (given === '') return usual.written;
  return ([6, 7, 8] as const).find((digits) => String(digits) === given);
}

function withSeed(base32: string, how: Omit<TotpSecret, 'seed'>): TotpSecret | NoSecret {
  const seed = seedOf(base32);
  return seed && seed.length > 0 ? { seed, ...how } : 'unreadable';
}

/**
 * Base32 as people copy it. Bits beyond the last whole byte are left out, as every authenticator app does: some sites make
 * up letters instead of encoding bytes.
 */
function seedOf(text: string): Bytes | undefined {
  const letters = text.replace(BETWEEN, '');
  if (!BASE32.test(letters)) return undefined;
  const seed = bytes(Math.floor((letters.length * 5) / 8));
  let [held, count, at] = [0, 0, 0];
  for (const letter of letters.toUpperCase()) {
    held = ((held << 5) | ALPHABET.indexOf(letter)) & 0xfff;
    count += 5;
    if (count < 8) continue;
    count -= 8;
    seed[at] = held >> count;
    at += 1;
  }
  return seed;
}
