import type { Stretch } from '../../crypto/index.ts';
import type { Bytes } from '../../encoding/index.ts';
import { passkeySecret, passwordSecret, phraseSecret } from '../../keys/index.ts';
import type { LockedWay, WayKind, WayParameters } from '../../vault/index.ts';

/** What a person gave, and what makes the slot secret (32 bytes) of a way in of its kind from it. */
export interface Proof {
  readonly kind: WayKind;
  derive(parameters: WayParameters): Promise<Bytes> | Bytes | undefined;
}

export function passwordProof({ stretch }: { readonly stretch: Stretch }, password: string): Proof {
  const derive = (parameters: WayParameters) =>
    parameters.kind === 'password' ? passwordSecret(password, parameters.stretch, stretch) : undefined;
  return { kind: 'password', derive };
}

/** Throws PhraseError, which names the wrong word, when it is used. */
export function phraseProof(phrase: string): Proof {
  return { kind: 'phrase', derive: ({ kind }) => (kind === 'phrase' ? phraseSecret(phrase) : undefined) };
}

/** `prf`: 32 bytes, the caller's to wipe. */
export function passkeyProof(prf: Bytes): Proof {
  const derive = (parameters: WayParameters) =>
    parameters.kind === 'passkey' ? passkeySecret(prf, parameters.salt) : undefined;
  return { kind: 'passkey', derive };
}

/** Undefined for a way in of another kind. */
export async function secretOf(proof: Proof, { parameters }: LockedWay): Promise<Bytes | undefined> {
  return proof.derive(parameters);
}
