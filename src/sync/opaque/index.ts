/*
 * opaque: the client's half of OPAQUE (RFC 9807): OPAQUE-3DH over ristretto255 with SHA-512, HKDF-SHA512, HMAC-SHA512 and
 * Argon2id, without identities. Passwords and messages in, messages and keys out; whoever asks carries them to a store.
 */
export type { Agreed } from './agreed.ts';
export { finishLogin, startLogin } from './login.ts';
export type { LoginProof } from './login.ts';
export { finishRegistration, startRegistration } from './registration.ts';
