import { equal, hmacSha256, randomBytes } from '../../crypto/index.ts';
import { fromBase64url, toBase64url, toUtf8 } from '../../encoding/index.ts';
import type { Area } from '../../platform/index.ts';
import type { Context } from './context.ts';
import { fieldOf } from './named-record.ts';

const slot = 'disguise';

/*
 * What a person chose to press lies on this disk as a keyed hash: the vault, which would hide it, is locked when it is asked for. It
 * opens nothing; whoever can try hashes can as well look into the browser's list of extensions.
 */

/** Whether the disguise is on in this browser. */
export async function isDisguised(local: Area): Promise<boolean> {
  return (await kept(local)) !== undefined;
}

/** Whether nothing of ours may show its name now: the disguise is on, and everything is locked. */
export async function isHidden({ local, session }: Pick<Context, 'local' | 'session'>): Promise<boolean> {
  return (await isDisguised(local)) && (await session.state()).lock === 'locked';
}

export async function putOnDisguise(local: Area, calculation: string): Promise<void> {
  const salt = randomBytes(16);
  await local.set(slot, { salt: toBase64url(salt), hash: toBase64url(hmacSha256(salt, toUtf8(calculation))) });
}

export async function takeOffDisguise(local: Area): Promise<void> {
  await local.remove(slot);
}

/** Whether this is the chosen calculation; nothing is written down of one that isn't. */
export async function isChosen(local: Area, calculation: string): Promise<boolean> {
  const disguise = await kept(local);
  return disguise !== undefined && equal(hmacSha256(disguise.salt, toUtf8(calculation)), disguise.hash);
}

async function kept(local: Area) {
  const stored = await local.get(slot);
  const [salt, hash] = [fieldOf(stored, 'salt'), fieldOf(stored, 'hash')];
  if (typeof salt !== 'string' || typeof hash !== 'string') return undefined;
  return { salt: fromBase64url(salt), hash: fromBase64url(hash) };
}
