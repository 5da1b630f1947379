import type { Bytes } from '../encoding/index.ts';
import { MalformedError, concat, fromBase64url, fromHex } from '../encoding/index.ts';
import type { Curve, KeyPair } from './curve.ts';

/** What precedes the 32 private bytes in PKCS #8 (RFC 8410 section 7): WebCrypto takes no bare private keys. */
const PKCS8 = {
  Ed25519: fromHex('302e020100300506032b657004220420'),
  X25519: fromHex('302e020100300506032b656e04220420'),
};

type Name = keyof typeof PKCS8;

function importPrivate(name: Name, privateKey: Bytes, usage: KeyUsage): Promise<CryptoKey> {
  return crypto.subtle.importKey('pkcs8', concat(PKCS8[name], privateKey), name, false, [usage]);
}

async function generate(name: Name, usages: KeyUsage[]): Promise<KeyPair> {
  const pair = await crypto.subtle.generateKey(name, true, usages);
  if (!('privateKey' in pair)) throw new MalformedError('not a key pair');
  const { d, x } = await crypto.subtle.exportKey('jwk', pair.privateKey);
  if (d === undefined || x === undefined) throw new MalformedError('not a key pair');
  return { publicKey: fromBase64url(x), privateKey: fromBase64url(d) };
}

async function sign(seed: Bytes, message: Bytes): Promise<Bytes> {
  const key = await importPrivate('Ed25519', seed, 'sign');
  return new Uint8Array(await crypto.subtle.sign('Ed25519', key, message));
}

async function verify(publicKey: Bytes, message: Bytes, signature: Bytes): Promise<boolean> {
  try {
    const key = await crypto.subtle.importKey('raw', publicKey, 'Ed25519', false, ['verify']);
    return await crypto.subtle.verify('Ed25519', key, signature, message);
  } catch {
    return false;
  }
}

/** The shared secret by a key that WebCrypto holds; throws for a point of low order. */
export async function agreeNatively(privateKey: CryptoKey, publicKey: Bytes): Promise<Bytes> {
  const theirs = await crypto.subtle.importKey('raw', publicKey, 'X25519', false, []);
  return new Uint8Array(await crypto.subtle.deriveBits({ name: 'X25519', public: theirs }, privateKey, 256));
}

async function agree(privateKey: Bytes, publicKey: Bytes): Promise<Bytes> {
  return agreeNatively(await importPrivate('X25519', privateKey, 'deriveBits'), publicKey);
}

/** Curve25519 by WebCrypto (W3C "Secure Curves"): Chromium 137, Firefox 130, Node 24 and later. */
export const nativeCurve: Curve = {
  signingKeyPair: () => generate('Ed25519', ['sign', 'verify']),
  sign,
  verify,
  agreementKeyPair: () => generate('X25519', ['deriveBits']),
  agree,
};
