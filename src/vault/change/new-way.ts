import type { Stretch } from '../../crypto/index.ts';
import { defaultStretch, randomBytes } from '../../crypto/index.ts';
import type { Bytes } from '../../encoding/index.ts';
import { passkeySecret, passwordSecret, phraseSecret } from '../../keys/index.ts';
import type { NewWay } from '../state/index.ts';

const SALT_BYTES = 16;

/** The one password and the one phrase need no names of their own; windows show their kind. */
export const passwordName = 'Password';

/** A password as a new way in, under fresh parameters. */
export async function newPasswordWay(password: string, name: string, stretch: Stretch): Promise<NewWay> {
  const parameters = defaultStretch();
  const secret = await passwordSecret(password, parameters, stretch);
  return { parameters: { kind: 'password', stretch: parameters }, secret, name };
}

/** A recovery phrase as a new way in. Throws PhraseError, which names the wrong word. */
export function newPhraseWay(phrase: string, name: string): NewWay {
  return { parameters: { kind: 'phrase' }, secret: phraseSecret(phrase), name };
}

/** A passkey as WebAuthn gave it: the credential's id, and its public key where the browser told it. */
export interface PasskeyCredential {
  readonly id: Bytes;
  readonly publicKey?: Bytes;
}

/** A passkey as a new way in. `prf`: its output on `prfInput()`, 32 bytes, user verification on. */
export function newPasskeyWay(prf: Bytes, credential: PasskeyCredential, name: string): NewWay {
  const salt = randomBytes(SALT_BYTES);
  return {
    parameters: { kind: 'passkey', salt, credential: credential.id },
    secret: passkeySecret(prf, salt),
    name,
    ...(credential.publicKey ? { credentialKey: credential.publicKey } : {}),
  };
}
