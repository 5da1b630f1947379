import type { Bytes } from '../../encoding/index.ts';
import { associate, fromBase64url, fromId, fromJson, toBase64url, toJson } from '../../encoding/index.ts';
import { wipe } from '../../crypto/index.ts';
import type { Area } from '../../platform/index.ts';
import type { SignUpStart } from '../../sync/index.ts';
import type { OpenVault } from '../../vault/index.ts';
import type { Access } from '../../wire/index.ts';
import { openForVault, sealForVault } from '../link/index.ts';

/** A sign-up that was sent and whose outcome is not known: sent again, it must be the same. */
export interface SentSignUp {
  /** Hash of what was asked for. */
  readonly request: string;
  readonly start: SignUpStart;
  readonly access: Access;
}

const key = 'store/signup';

/**
 * Keeps it in memory that outlives the background, and a lock: so that it is sealed under the vault, as the seed of the
 * authenticator app and the backup codes are in it.
 */
export async function keepSent(memory: Area, vault: OpenVault, sent: SentSignUp): Promise<void> {
  const plaintext = toJson(sent);
  const sealed = await sealForVault(vault, placeOf(vault), plaintext).finally(() => wipe(plaintext));
  await memory.set(key, toBase64url(sealed));
}

/** Undefined where there is none, or none of this vault's. */
export async function findSent(memory: Area, vault: OpenVault): Promise<SentSignUp | undefined> {
  const kept = await memory.get(key);
  if (typeof kept !== 'string') return undefined;
  const plaintext = await openForVault(vault, placeOf(vault), fromBase64url(kept));
  if (!plaintext) return undefined;
  try {
    return fromJson(plaintext) as SentSignUp;
  } finally {
    wipe(plaintext);
  }
}

export async function dropSent(memory: Area): Promise<void> {
  await memory.remove(key);
}

function placeOf({ account }: OpenVault) {
  return {
    purpose: 'signup',
    bind: (epoch: Bytes) => associate('signup/sent', { account: fromId(account), epoch }),
  } as const;
}
