/**
 * crypto: keys in, bytes out. One suite (protocol 1): AES-256-GCM, HKDF-SHA256, HPKE over X25519, Ed25519, ML-KEM-768,
 * Argon2id's parameters, BIP-39, OPRF. No clock, no storage, no network. WebCrypto where the platform has it, noble where it doesn't.
 * Every opening that fails throws the one DecryptionError; nonces are made inside; associated data is never optional.
 */
export { DecryptionError, PublicKeyError, StretchParametersError } from './errors.ts';
export { newId, randomBytes } from './random.ts';
export { equal, wipe } from './memory.ts';
export { digest, hmacSha256, hmacSha512, hmacUnder, sha256, sha512 } from './hash.ts';
export type { HotpHash } from './hotp.ts';
export { hotp } from './hotp.ts';
export { expandSha512, extractSha512, kdf } from './kdf.ts';
export type { AeadKey } from './aead.ts';
export {
  importKey,
  open,
  openKey,
  openOnce,
  openStep,
  openStepOnce,
  seal,
  sealOnce,
  sealStep,
  sealStepOnce,
} from './aead.ts';
export { openCommitting, sealCommitting } from './committing.ts';
export type { Opener } from './hpke.ts';
export { kemKeyPair, openSealed, openSealedAmong, sealTo } from './hpke.ts';
export type { KeyPair } from './curve.ts';
export { sign, signingKeyPair, verify } from './sign.ts';
export { agree, agreeByHandle, agreementKeyPair } from './agree.ts';
export { KEM_CIPHERTEXT_BYTES, KEM_PUBLIC_BYTES } from './kem.ts';
export type { KemPair } from './kem.ts';
export { isCanonicalKem, mlkemDecapsulate, mlkemEncapsulate, mlkemKeyPair } from './mlkem.ts';
export { PHRASE_WORDS, PhraseError, newPhrase, phraseEntropy } from './phrase.ts';
export type { Stretch, StretchParameters } from './stretch.ts';
export { checkStretch, defaultStretch } from './stretch.ts';
export type { Blinded } from './oprf.ts';
export {
  isOprfElement,
  isOprfKey,
  newOprfKey,
  oprfBlind,
  oprfEvaluate,
  oprfFinalize,
  oprfKeyPair,
  oprfOutput,
} from './oprf.ts';
