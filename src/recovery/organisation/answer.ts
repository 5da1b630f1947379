import type { KeyPair } from '../../crypto/index.ts';
import { DecryptionError, openSealed, sealTo, wipe } from '../../crypto/index.ts';
import type { Bytes, Id } from '../../encoding/index.ts';
import { associate, fromId, LatchkeyError, toUtf8 } from '../../encoding/index.ts';
import type { OrganisationAnswer } from '../../wire/index.ts';
import { readOrganisationAnswer, writeOrganisationAnswer } from '../../wire/index.ts';
import { requestCode } from '../request/index.ts';

/** Whose recovery is answered. */
interface Asked<Key> {
  readonly account: Id;
  readonly shareKey: Key;
}

function infoOf({ account, shareKey }: Asked<Bytes>): Bytes {
  return associate('organisation/answer', {
    account: fromId(account),
    shareKey,
    code: toUtf8(requestCode(shareKey, account)),
  });
}

/** The slot secret for the browser that asks, 2,128 bytes, as long as a share: HPKE in base mode. Throws PublicKeyError. */
export function sealOrganisationAnswer(asked: Asked<Bytes>, answer: OrganisationAnswer): Promise<Bytes> {
  const plaintext = writeOrganisationAnswer(answer);
  return sealTo({ publicKey: asked.shareKey, info: infoOf(asked) }, plaintext).finally(() => wipe(plaintext));
}

/**
 * Undefined: not sealed for this recovery, or no answer. Who gives it is their word: that its secret opens the slot is the proof. The
 * secret is the caller's to wipe.
 */
export async function openOrganisationAnswer(
  { account, shareKey }: Asked<KeyPair>,
  sealed: Bytes,
): Promise<OrganisationAnswer | undefined> {
  try {
    const info = infoOf({ account, shareKey: shareKey.publicKey });
    const plaintext = await openSealed({ keyPair: shareKey, info }, sealed);
    try {
      return readOrganisationAnswer(plaintext);
    } finally {
      wipe(plaintext);
    }
  } catch (error) {
    if (error instanceof DecryptionError || error instanceof LatchkeyError) return undefined;
    throw error;
  }
}
