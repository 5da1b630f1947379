import type { Stretch, StretchParameters } from '../crypto/index.ts';
import { checkStretch, kdf, phraseEntropy, sha256, wipe } from '../crypto/index.ts';
import type { Bytes } from '../encoding/index.ts';
import { MalformedError, toUtf8 } from '../encoding/index.ts';

const PRF_BYTES = 32;

/** The fixed input on which every passkey's PRF is evaluated (protocol 2.1): 32 bytes. */
export function prfInput(): Bytes {
  return sha256(toUtf8('latchkey/v1/prf'));
}

/**
 * A password's slot secret, 32 bytes. Throws StretchParametersError before deriving if the parameters are not of the
 * format, wherever they came from.
 */
export async function passwordSecret(
  password: string,
  parameters: StretchParameters,
  stretch: Stretch,
): Promise<Bytes> {
  checkStretch(parameters);
  const text = toUtf8(password.normalize('NFKC'));
  try {
    return await stretch(text, parameters);
  } finally {
    wipe(text);
  }
}

/** A passkey's slot secret, 32 bytes, of its PRF output (32 bytes, user verification on) and the slot's salt. */
export function passkeySecret(prf: Bytes, salt: Bytes): Bytes {
  if (prf.length !== PRF_BYTES) throw new MalformedError('a PRF output has 32 bytes');
  return kdf(prf, 'slot/passkey', salt);
}

/** A recovery phrase's slot secret, 32 bytes. Throws PhraseError, which names the wrong word. */
export function phraseSecret(phrase: string): Bytes {
  const entropy = phraseEntropy(phrase);
  const secret = kdf(entropy, 'slot/phrase');
  wipe(entropy);
  return secret;
}
