import type { KeyPair } from '../../crypto/index.ts';
import { DecryptionError, openSealed, sealTo } from '../../crypto/index.ts';
import type { Bytes, Id } from '../../encoding/index.ts';
import { associate, fromId, u16 } from '../../encoding/index.ts';
import type { OrganisationKey } from '../../wire/index.ts';
import { FORMAT } from '../../wire/index.ts';
import { keyHash } from './key.ts';

/** Whose vault it is, and which of its slots the secret opens. */
interface SealPlace {
  readonly account: Id;
  readonly slot: Id;
}

function infoOf({ account, slot }: SealPlace, key: OrganisationKey): Bytes {
  return associate('organisation/seal', {
    format: u16(FORMAT),
    account: fromId(account),
    slot: fromId(slot),
    key: keyHash(key),
  });
}

/** A slot secret (32 bytes) for an organisation's recovery key, 112 bytes: HPKE in base mode (protocol 7.3). Throws PublicKeyError. */
export function sealToOrganisation(place: SealPlace, key: OrganisationKey, secret: Bytes): Promise<Bytes> {
  return sealTo({ publicKey: key.publicKey, info: infoOf(place, key) }, secret);
}

/**
 * The organisation's side: the slot secret, 32 bytes, the caller's to wipe; or null for a seal of another account, slot or key, which
 * from outside are the same.
 */
export async function openOrganisationSeal(
  place: SealPlace,
  { keyPair, name }: { readonly keyPair: KeyPair; readonly name: string },
  seal: Bytes,
): Promise<Bytes | null> {
  try {
    return await openSealed({ keyPair, info: infoOf(place, { name, publicKey: keyPair.publicKey }) }, seal);
  } catch (error) {
    if (error instanceof DecryptionError) return null;
    throw error;
  }
}
