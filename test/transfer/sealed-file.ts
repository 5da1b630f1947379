import { createCipheriv, createHash, createHmac, pbkdf2Sync } from 'node:crypto';
import { argon2id } from '@noble/hashes/argon2.js';
import type { Json } from './bitwarden-file.ts';

/** How a file is stretched, in the words of Bitwarden. */
export type Stretching = Json & { readonly kdfType: number };

export const pbkdf2: Stretching = { kdfType: 0, kdfIterations: 5_000 };
export const argon2: Stretching = { kdfType: 1, kdfIterations: 2, kdfMemory: 1, kdfParallelism: 2 };

/** A password-protected export of this text: made by Node and noble, which the product's own reading doesn't use. */
export function sealedFile(
  text: string,
  password: string,
  stretching: Stretching,
  salt = 'c2FsdCBvZiBhIGZpbGU=',
): Json {
  const stretched = stretch(Buffer.from(password), salt, stretching);
  const keys = ['enc', 'mac'].map((info) => createHmac('sha256', stretched).update(`${info}\x01`).digest());
  return {
    encrypted: true,
    passwordProtected: true,
    salt,
    ...stretching,
    encKeyValidation_DO_NOT_EDIT: seal('cd9f1c2e-5d8c-4c52-9d2c-000000000000', keys),
    data: seal(text, keys),
  };
}

function stretch(password: Buffer, salt: string, { kdfType, ...cost }: Stretching): Buffer {
  const of = (name: string): number => Number(cost[name]);
  if (kdfType === 0) return pbkdf2Sync(password, salt, of('kdfIterations'), 32, 'sha256');
  const [t, m, p] = [of('kdfIterations'), of('kdfMemory') * 1024, of('kdfParallelism')];
  return Buffer.from(argon2id(password, createHash('sha256').update(salt).digest(), { t, m, p, dkLen: 32 }));
}

function seal(text: string, [cipherKey = Buffer.alloc(0), macKey = Buffer.alloc(0)]: Buffer[]): string {
  const iv = createHash('sha256').update(text).digest().subarray(0, 16);
  const cipher = createCipheriv('aes-256-cbc', cipherKey, iv);
  const sealed = Buffer.concat([cipher.update(text), cipher.final()]);
  const mac = createHmac('sha256', macKey).update(iv).update(sealed).digest();
  return `2.${[iv, sealed, mac].map((part) => part.toString('base64')).join('|')}`;
}
