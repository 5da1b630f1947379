import { randomBytes, signingKeyPair, wipe } from '../../crypto/index.ts';
import { concat, toBase64, u32 } from '../../encoding/index.ts';
import type { Bytes } from '../../encoding/index.ts';
import { ed25519Blob } from './blobs.ts';
import { BLOCK, MAGIC } from './openssh.ts';
import { describe, plainComment } from './public-key.ts';
import { sshString, sshText } from './wire.ts';

/** As OpenSSH breaks its lines. */
const LINE = 70;

/** A fresh Ed25519 key: in the form of OpenSSH without a passphrase, for the vault is its lock, and its public line. */
export async function newSshKey(comment: string): Promise<{ readonly privateKey: string; readonly publicKey: string }> {
  const { publicKey, privateKey } = await signingKeyPair();
  const blob = ed25519Blob(publicKey);
  const words = plainComment(comment);
  const secret = concat(privateKey, publicKey);
  const part = privatePart(sshString(publicKey), sshString(secret), words);
  const none = [sshText('none'), sshText('none'), sshText('')];
  const file = concat(MAGIC, ...none, u32(1), sshString(blob), sshString(part));
  const lines = toBase64(file).match(new RegExp(`.{1,${String(LINE)}}`, 'g')) ?? [];
  wipe(privateKey, secret, part, file);
  const pem = ['-----BEGIN OPENSSH PRIVATE KEY-----', ...lines, '-----END OPENSSH PRIVATE KEY-----', ''].join('\n');
  return { privateKey: pem, publicKey: describe(blob, words).line };
}

/** PROTOCOL.key: a number twice, by which a wrong passphrase is told; the key; its comment; and 1, 2, 3 and so on to a full block. */
function privatePart(publicKey: Bytes, secret: Bytes, comment: string): Bytes {
  const check = randomBytes(4);
  const bare = concat(check, check, sshText('ssh-ed25519'), publicKey, secret, sshText(comment));
  const padding = Uint8Array.from({ length: (BLOCK - (bare.length % BLOCK)) % BLOCK }, (_, at) => at + 1);
  const part = concat(bare, padding);
  wipe(bare, secret);
  return part;
}
