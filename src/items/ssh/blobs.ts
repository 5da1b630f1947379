import { concat } from '../../encoding/index.ts';
import type { Bytes } from '../../encoding/index.ts';
import { sshInteger, sshString, sshText } from './wire.ts';

/** Public keys as SSH sends them (RFC 4253 section 6.6, RFC 5656, RFC 8709). */
export function ed25519Blob(publicKey: Bytes): Bytes {
  return concat(sshText('ssh-ed25519'), sshString(publicKey));
}

export function rsaBlob(modulus: Bytes, exponent: Bytes): Bytes {
  return concat(sshText('ssh-rsa'), sshInteger(exponent), sshInteger(modulus));
}

/** `curve`: its name in SSH. */
export function ecdsaBlob(curve: string, point: Bytes): Bytes {
  return concat(sshText(`ecdsa-sha2-${curve}`), sshText(curve), sshString(point));
}
