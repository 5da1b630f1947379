/*
 * kms: the store's own secrets (protocol 9). A root key outside the database wraps a tenant key, which wraps a key per
 * purpose; a stolen database without the root key is useless. Root provider here: a key file.
 */
export { DoorKey } from './door-key.ts';
export { RootKeyError } from './errors.ts';
export { RequestMacs } from './request-macs.ts';
export type { RootKey } from './root.ts';
export { openRootFile } from './root.ts';
export type { KeyShelf, Purpose, Secret } from './secrets.ts';
export { Secrets } from './secrets.ts';
