/*
 * ssh: private and public keys of SSH as texts: read as far as their public half goes, and made. Opens nothing that is under
 * a passphrase.
 */
export { newSshKey } from './make.ts';
export { readPrivateKey } from './private-key.ts';
export { readPublicKey } from './public-key.ts';
