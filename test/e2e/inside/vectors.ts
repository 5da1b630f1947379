import { decryptWithNonce, encryptWithNonce, importKey } from '../../../src/crypto/aead.ts';
import { agreeBy } from '../../../src/crypto/agree.ts';
import { nativeCurve } from '../../../src/crypto/curve-native.ts';
import { nobleCurve } from '../../../src/crypto/curve-noble.ts';
import type { Curve } from '../../../src/crypto/curve.ts';
import { works } from '../../../src/crypto/curves.ts';
import { kemKeyPair, openSealed } from '../../../src/crypto/index.ts';
import { verifyBy } from '../../../src/crypto/sign.ts';
import { bytes, concat, fromHex, toHex } from '../../../src/encoding/index.ts';
import { cases as gcm } from '../../vectors/gcm-aes256.json';
import { hpke } from '../../vectors/latchkey-format-1.json';
import refused from '../../vectors/refused-points.json';
import { cases as agreements } from '../../vectors/rfc7748-x25519.json';
import { cases as signatures } from '../../vectors/rfc8032-ed25519.json';

/** The known answers, for a browser whose WebCrypto is not that of Node: bundled by a test and run inside a page. */
export interface Outcome {
  readonly platformWorks: boolean;
  readonly passed: number;
  readonly failed: readonly string[];
}

const implementations: readonly [string, Curve][] = [
  ['the platform', nativeCurve],
  ['noble', nobleCurve],
];

type Check = readonly [name: string, holds: () => Promise<boolean>];

function signatureChecks(name: string, by: Curve): Check[] {
  const right = signatures.map(({ section, seed, publicKey, message, signature }): Check => [
    `Ed25519 by ${name}, ${section}`,
    async () =>
      toHex(await by.sign(fromHex(seed), fromHex(message))) === signature &&
      (await verifyBy(by, fromHex(publicKey), fromHex(message), fromHex(signature))),
  ]);
  const wrong = refused.ed25519.map(({ section, point }): Check => [
    `Ed25519 by ${name}, ${section}`,
    async () => !(await verifyBy(by, fromHex(point), bytes(1), concat(fromHex(point), bytes(32)))),
  ]);
  return [...right, ...wrong];
}

function agreementChecks(name: string, by: Curve): Check[] {
  const right = agreements.map(({ section, privateKey, publicKey, shared }): Check => [
    `X25519 by ${name}, ${section}`,
    async () => toHex(await agreeBy(by, fromHex(privateKey), fromHex(publicKey))) === shared,
  ]);
  const wrong = refused.x25519.map(({ section, point }): Check => [
    `X25519 by ${name}, ${section}`,
    () =>
      agreeBy(by, bytes(32).fill(7), fromHex(point)).then(
        () => false,
        () => true,
      ),
  ]);
  return [...right, ...wrong];
}

const gcmChecks = gcm.map(({ section, key, nonce, plaintext, ad, sealed }): Check => [
  `AES-256-GCM, ${section}`,
  async () => {
    const handle = await importKey(fromHex(key));
    const made = await encryptWithNonce(handle, fromHex(nonce), fromHex(plaintext), fromHex(ad));
    const opened = await decryptWithNonce(handle, fromHex(nonce), fromHex(sealed), fromHex(ad));
    return toHex(made) === sealed && toHex(opened) === plaintext;
  },
]);

const hpkeChecks = hpke.map(({ section, seed, info, psk, pskId, plaintext, sealed }): Check => [
  section,
  async () => {
    const binding = { info: fromHex(info), ...(psk && pskId && { psk: fromHex(psk), pskId: fromHex(pskId) }) };
    const opened = await openSealed({ keyPair: kemKeyPair(fromHex(seed)), ...binding }, fromHex(sealed));
    return toHex(opened) === plaintext;
  },
]);

/** Runs all of them, one after another. */
export async function runVectors(): Promise<Outcome> {
  const curves = implementations.flatMap(([name, by]) => [...signatureChecks(name, by), ...agreementChecks(name, by)]);
  const failed: string[] = [];
  const checks = [...curves, ...gcmChecks, ...hpkeChecks];
  for (const [name, holds] of checks) {
    if (!(await holds().catch(() => false))) failed.push(name);
  }
  return { platformWorks: await works(nativeCurve), passed: checks.length - failed.length, failed };
}
