import { sha256 } from '../../src/crypto/index.ts';
import type { Bytes } from '../../src/encoding/index.ts';
import { fromBase64url, toBase64url } from '../../src/encoding/index.ts';
import type { Assertion } from '../../src/wire/index.ts';
import { PASSKEY_RP_ID } from '../../src/wire/index.ts';

/** The library is a fifth of a quiet store's memory: it is loaded when the first passkey comes. */
const library = () => import('@simplewebauthn/server');

/** A credential as it is stored: COSE public key, and the authenticator's counter (0: it keeps none). */
export interface Credential {
  readonly credential: Bytes;
  readonly publicKey: Bytes;
  readonly counter: number;
}

export interface Expected {
  /** X; the challenge is its hash (protocol 5). */
  readonly binding: Bytes;
  readonly origins: readonly string[];
  /** True where the passkey is all that signs in; a security key after a password need not know its user. */
  readonly userVerified: boolean;
}

/** The counter after an assertion that is right in every respect; undefined for any other. */
export async function checkAssertion(
  { id, clientDataJSON, authenticatorData, signature, userHandle }: Assertion,
  { credential, publicKey, counter }: Credential,
  { binding, origins, userVerified }: Expected,
): Promise<number | undefined> {
  const response = {
    clientDataJSON,
    authenticatorData,
    signature,
    ...(userHandle === undefined ? {} : { userHandle }),
  };
  try {
    const { verifyAuthenticationResponse } = await library();
    const { verified, authenticationInfo } = await verifyAuthenticationResponse({
      response: { id, rawId: id, type: 'public-key', response, clientExtensionResults: {} },
      expectedChallenge: toBase64url(sha256(binding)),
      expectedOrigin: [...origins],
      expectedRPID: PASSKEY_RP_ID,
      credential: { id: toBase64url(credential), publicKey, counter },
      requireUserVerification: userVerified,
    });
    return verified ? authenticationInfo.newCounter : undefined;
  } catch {
    // The library throws for whatever is wrong; to the outside every wrong assertion is the same.
    return undefined;
  }
}

export interface Registration {
  readonly credential: string;
  readonly clientDataJSON: string;
  readonly attestationObject: string;
}

/** The credential of a registration that answers our challenge; undefined for any other. Attestation is not asked for. */
export async function checkRegistration(
  { credential: id, clientDataJSON, attestationObject }: Registration,
  { binding, origins, userVerified }: Expected,
): Promise<Credential | undefined> {
  try {
    const { verifyRegistrationResponse } = await library();
    const { verified, registrationInfo } = await verifyRegistrationResponse({
      response: {
        id,
        rawId: id,
        type: 'public-key',
        response: { clientDataJSON, attestationObject },
        clientExtensionResults: {},
      },
      expectedChallenge: toBase64url(sha256(binding)),
      expectedOrigin: [...origins],
      expectedRPID: PASSKEY_RP_ID,
      requireUserVerification: userVerified,
    });
    if (!verified) return undefined;
    const { publicKey, counter } = registrationInfo.credential;
    return { credential: fromBase64url(id), publicKey: publicKey.slice(), counter };
  } catch {
    return undefined;
  }
}
