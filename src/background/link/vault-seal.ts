import { open, seal, wipe } from '../../crypto/index.ts';
import type { Bytes } from '../../encoding/index.ts';
import { concat } from '../../encoding/index.ts';
import type { SettingsPurpose } from '../../keys/index.ts';
import { domainKeyFor } from '../../keys/index.ts';
import type { OpenVault } from '../../vault/index.ts';

const EPOCH_BYTES = 4;

/** What is sealed, and what of it is bound, under a key of the epoch that stands before it. */
interface Place {
  readonly purpose: SettingsPurpose;
  /** The associated data, with the epoch among its fields. */
  readonly bind: (epoch: Bytes) => Bytes;
}

/** Seals for this vault alone what lies outside its records: epoch 4 | nonce, ciphertext, tag. */
export async function sealForVault(vault: OpenVault, { purpose, bind }: Place, plaintext: Bytes): Promise<Bytes> {
  const current = keyOf(vault, purpose);
  if (!current) throw new TypeError('a vault without a key for its settings');
  const { epoch, key } = current;
  return concat(epoch, await seal(key, plaintext, bind(epoch)).finally(() => wipe(key)));
}

/** Undefined for what this vault didn't seal for this place, or under an epoch that it has no more. */
export async function openForVault(
  vault: OpenVault,
  { purpose, bind }: Place,
  sealed: Bytes,
): Promise<Bytes | undefined> {
  const epoch = sealed.slice(0, EPOCH_BYTES);
  const found = keyOf(vault, purpose, epoch);
  if (!found) return undefined;
  const { key } = found;
  return open(key, sealed.slice(EPOCH_BYTES), bind(epoch))
    .catch(() => undefined)
    .finally(() => wipe(key));
}

function keyOf(vault: OpenVault, purpose: SettingsPurpose, epoch?: Bytes): { epoch: Bytes; key: Bytes } | undefined {
  const found = vault.domainKey('settings', epoch);
  if (!found) return undefined;
  const key = domainKeyFor(found.key, purpose);
  wipe(found.key);
  return { epoch: found.epoch, key };
}
