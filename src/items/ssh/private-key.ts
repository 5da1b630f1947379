import { LatchkeyError } from '../../encoding/index.ts';
import { describe } from './public-key.ts';
import type { SshPublicKey } from './public-key.ts';
import { readOpenSsh } from './openssh.ts';
import type { ToldKey } from './openssh.ts';
import { readPem } from './pem.ts';
import { readPkcs1, readPkcs8, readSec1 } from './pkcs.ts';
import type { Bytes } from '../../encoding/index.ts';

/**
 * What a text is that stands for a private key. `key`: one whose public half it tells. `encrypted`: under a passphrase; some
 * forms tell the public half all the same. `other`: a private key of a sort that isn't read here. `none`: none.
 */
type PrivateKeyReading =
  | { readonly as: 'key'; readonly key: SshPublicKey }
  | { readonly as: 'encrypted' | 'other'; readonly key?: SshPublicKey }
  | { readonly as: 'none' };

/** Reads the forms of OpenSSH, PKCS#1, PKCS#8 and SEC 1, each as PEM. Never throws: what can't be read is `none`. */
export async function readPrivateKey(text: string): Promise<PrivateKeyReading> {
  try {
    const told = await readForm(text);
    if (!told) return { as: 'none' };
    const { as, blob, comment = '' } = told;
    if (blob) return { as, key: describe(blob, comment) };
    return { as: as === 'encrypted' ? as : 'other' };
  } catch (error) {
    if (error instanceof LatchkeyError) return { as: 'none' };
    throw error;
  }
}

/** Undefined where there is no PEM of a private key. Throws MalformedError. */
async function readForm(text: string): Promise<ToldKey | undefined> {
  const pem = readPem(text);
  if (!pem) return undefined;
  if (pem.encrypted || pem.label === 'ENCRYPTED PRIVATE KEY') return { as: 'encrypted' };
  switch (pem.label) {
    case 'OPENSSH PRIVATE KEY':
      return readOpenSsh(pem.bytes);
    case 'RSA PRIVATE KEY':
      return { as: 'key', blob: readPkcs1(pem.bytes) };
    case 'EC PRIVATE KEY':
      return asTold(readSec1(pem.bytes));
    case 'PRIVATE KEY':
      return asTold(await readPkcs8(pem.bytes));
    default:
      return { as: 'other' };
  }
}

function asTold(blob: Bytes | undefined): ToldKey {
  return blob ? { as: 'key', blob } : { as: 'other' };
}
