import { hotp, wipe } from '../../crypto/index.ts';
import { readTotp } from './read.ts';
import type { NoSecret, TotpSecret } from './secret.ts';

export interface Codes {
  readonly code: string;
  /** The one after it. */
  readonly next: string;
  /** Until `next` counts, with its thousandths: more than 0, at most `period`. */
  readonly secondsLeft: number;
  /** Seconds. */
  readonly period: number;
}

/** Steam has no specification; these are what its app shows, in this order. */
const STEAM_ALPHABET = '23456789BCDFGHJKMNPQRTVWXY';
const STEAM_LENGTH = 5;

/** The codes of what a person put in (see `readTotp`); the seed lives no longer than this takes. */
export async function codesOf(text: string, now: number): Promise<Codes | NoSecret> {
  const secret = readTotp(text);
  if (typeof secret === 'string') return secret;
  return codesAt(secret, now).finally(() => wipe(secret.seed));
}

/** The codes of a secret at a time (milliseconds since 1970; before that nothing counts yet). */
export async function codesAt(secret: TotpSecret, now: number): Promise<Codes> {
  const [time, length] = [Math.max(0, now), secret.period * 1_000];
  const step = Math.floor(time / length);
  const [code, next] = await Promise.all([codeOf(secret, step), codeOf(secret, step + 1)]);
  return { code, next, secondsLeft: ((step + 1) * length - time) / 1_000, period: secret.period };
}

async function codeOf({ seed, hash, written }: TotpSecret, step: number): Promise<string> {
  const number = await hotp(seed, step, hash);
  return written === 'steam' ? asSteam(number) : String(number % 10 ** written).padStart(written, '0');
}

/** The lowest place first. */
function asSteam(number: number): string {
  const places = Array.from({ length: STEAM_LENGTH }, (_, place) =>
    Math.floor(number / STEAM_ALPHABET.length ** place),
  );
  return places.map((value) => STEAM_ALPHABET.charAt(value % STEAM_ALPHABET.length)).join('');
}
