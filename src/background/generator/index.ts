/*
 * generator: makes passwords, passphrases and PINs, and keeps what was made in the vault before it is used.
 */
export { generatorHandlers, makeKept } from './generator.ts';
export type { GeneratorParts } from './parts.ts';
