import { open, seal, wipe } from '../../crypto/index.ts';
import type { Bytes } from '../../encoding/index.ts';
import {
  associate,
  concat,
  fromBase64url,
  fromId,
  fromUtf8,
  pad,
  toBase64url,
  toUtf8,
  unpad,
} from '../../encoding/index.ts';
import type { OpenVault } from '../../vault/index.ts';

const EPOCH_BYTES = 4;

/**
 * A name of a session or a security key as the store holds it, so that it can't read the names of somebody's machines:
 * epoch 4 | sealed under the key of `settings`. At most 80 characters.
 */
export async function sealLabel(vault: OpenVault, name: string): Promise<string> {
  const current = vault.domainKey('settings');
  if (!current) throw new TypeError('a vault without a key for its settings');
  const { epoch, key } = current;
  try {
    return toBase64url(concat(epoch, await seal(key, pad(toUtf8(name)), binding(vault, epoch))));
  } finally {
    wipe(key);
  }
}

/** Undefined for what nobody named, and for what can't be opened: a name is only a name. */
export async function openLabel(vault: OpenVault, label: string | undefined): Promise<string | undefined> {
  if (label === undefined) return undefined;
  try {
    const sealed = fromBase64url(label);
    const epoch = sealed.slice(0, EPOCH_BYTES);
    const found = vault.domainKey('settings', epoch);
    if (!found) return undefined;
    const name = await open(found.key, sealed.slice(EPOCH_BYTES), binding(vault, epoch)).finally(() => wipe(found.key));
    return fromUtf8(unpad(name));
  } catch {
    return undefined;
  }
}

function binding({ account }: OpenVault, epoch: Bytes): Bytes {
  return associate('label', { account: fromId(account), epoch });
}
