import type { KeyPair } from '../../crypto/index.ts';
import { DecryptionError, openSealed, sealTo, wipe } from '../../crypto/index.ts';
import type { Bytes, Id } from '../../encoding/index.ts';
import { associate, fromId, LatchkeyError, toUtf8 } from '../../encoding/index.ts';
import type { HandedShare } from '../../wire/index.ts';
import { readHandedShare, writeHandedShare } from '../../wire/index.ts';
import { requestCode } from '../request/index.ts';

/** Whose recovery a share is handed over in. */
interface Asked<Key> {
  readonly account: Id;
  readonly shareKey: Key;
}

function infoOf({ account, shareKey }: Asked<Bytes>): Bytes {
  return associate('trustee', {
    account: fromId(account),
    shareKey,
    code: toUtf8(requestCode(shareKey, account)),
  });
}

/**
 * A share for the browser that asks, 2,128 bytes: HPKE in base mode. Who gives it, and of which set it is, lies inside: the store that
 * hands it on learns neither. Throws PublicKeyError.
 */
export function sealHanded(asked: Asked<Bytes>, share: HandedShare): Promise<Bytes> {
  const plaintext = writeHandedShare(share);
  return sealTo({ publicKey: asked.shareKey, info: infoOf(asked) }, plaintext).finally(() => wipe(plaintext));
}

/** Undefined: not sealed for this recovery, or no share. Who gives it is their word. */
export async function openHanded(
  { account, shareKey }: Asked<KeyPair>,
  sealed: Bytes,
): Promise<HandedShare | undefined> {
  try {
    const info = infoOf({ account, shareKey: shareKey.publicKey });
    const plaintext = await openSealed({ keyPair: shareKey, info }, sealed);
    try {
      return readHandedShare(plaintext);
    } finally {
      wipe(plaintext);
    }
  } catch (error) {
    if (error instanceof DecryptionError || error instanceof LatchkeyError) return undefined;
    throw error;
  }
}
