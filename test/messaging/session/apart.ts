import * as node from 'node:crypto';

/*
 * A session read a second time, from docs/protocol.md 8.2 alone: with node's own cryptography, and nothing of ours. As B.
 */

type Hex = Readonly<Record<string, string>>;

const from = (hex: string | undefined): Buffer => Buffer.from(hex ?? '', 'hex');
const sha = (data: Buffer): Buffer => node.createHash('sha256').update(data).digest();
const hmac = (key: Buffer, byte: number): Buffer => node.createHmac('sha256', key).update(Buffer.of(byte)).digest();
const kdf = (ikm: Buffer, label: string, salt: Buffer, length: number): Buffer =>
  Buffer.from(node.hkdfSync('sha256', ikm, salt, `latchkey/v1/${label}`, length));
const field = (data: Buffer): Buffer => Buffer.concat([Buffer.of(data.length >> 8, data.length & 255), data]);
const associate = (what: string, fields: readonly Buffer[]): Buffer =>
  Buffer.concat([Buffer.from(`latchkey/v1/${what}`), ...fields].map(field));
const u32 = (value: number): Buffer => Buffer.of(value >>> 24, value >>> 16, value >>> 8, value);
const cut = (data: Buffer): Buffer[] => [0, 32, 64].map((at) => data.subarray(at, at + 32));

function agree(privateKey: Buffer, publicKey: Buffer): Buffer {
  const [ours, theirs] = ['302e020100300506032b656e04220420', '302a300506032b656e032100'];
  return node.diffieHellman({
    privateKey: node.createPrivateKey({ key: Buffer.concat([from(ours), privateKey]), format: 'der', type: 'pkcs8' }),
    publicKey: node.createPublicKey({ key: Buffer.concat([from(theirs), publicKey]), format: 'der', type: 'spki' }),
  });
}

function decapsulate(seed: Buffer, ciphertext: Buffer): Buffer {
  const key = Buffer.concat([from('3054020100300b06096086480165030404020442' + '8040'), seed]);
  const { decapsulate: by } = node as unknown as { decapsulate: (key: node.KeyObject, ciphertext: Buffer) => Buffer };
  return by(node.createPrivateKey({ key, format: 'der', type: 'pkcs8' }), ciphertext);
}

/** Undefined where it doesn't open. */
function open(key: Buffer, nonce: Buffer, sealed: Buffer, ad: Buffer): Buffer | undefined {
  const decipher = node.createDecipheriv('aes-256-gcm', key, nonce).setAAD(ad).setAuthTag(sealed.subarray(-16));
  try {
    return Buffer.concat([decipher.update(sealed.subarray(0, -16)), decipher.final()]);
  } catch {
    return undefined;
  }
}

const openWithNonce = (key: Buffer, sealed: Buffer, ad: Buffer): Buffer | undefined =>
  open(key, sealed.subarray(0, 12), sealed.subarray(12), ad);

export interface Written {
  readonly a: Hex;
  readonly b: Hex;
  readonly secretsOfB: Hex;
  readonly setUp: Hex;
  readonly arriving: readonly Hex[];
  readonly turnOfB: Hex;
}

/** SK | HK_A | NHK_B, and what the session is bound to. */
export function setUpApart({ a, b, secretsOfB: own, setUp }: Written) {
  const [ephemeral, ciphertext] = [from(setUp['ephemeral']), from(setUp['ciphertext'])];
  const agreements = [
    agree(from(own['signed']), from(a['agreement'])),
    agree(from(own['agreement']), ephemeral),
    agree(from(own['signed']), ephemeral),
    agree(from(own['oneTime']), ephemeral),
  ];
  const input = Buffer.concat([Buffer.alloc(32, 0xff), ...agreements, decapsulate(from(own['kem']), ciphertext)]);
  const [root, headerA, nextHeaderB] = cut(kdf(input, 'pqxdh', Buffer.alloc(32), 96));
  const id = (text: string | undefined): Buffer => Buffer.from(text ?? '', 'base64url');
  const parties = [id(a['account']), id(b['account']), from(a['identity']), from(b['identity'])];
  const devices = [id(a['device']), id(b['device']), from(a['agreement']), from(b['agreement'])];
  const preKeys = [from(own['signedPublic']), from(own['kemPublic']), from(own['oneTimePublic'])];
  const bound = associate('pqxdh', [u32(1), ...parties, ...devices, ...preKeys, ephemeral, ciphertext]);
  return { root, headerA, nextHeaderB, associated: sha(bound) };
}

/** What each of the arriving messages says, in their order. */
export function readApart(written: Written): (string | undefined)[] {
  const { root, headerA, nextHeaderB, associated } = setUpApart(written);
  const { secretsOfB: own, turnOfB, arriving } = written;
  if (!root || !headerA || !nextHeaderB) return [];
  const headerOf = (key: Buffer, message: Hex): Buffer | undefined =>
    openWithNonce(key, from(message['header']), associate('ratchet/header', []));
  const turn = (rk: Buffer, parts: readonly Buffer[]): Buffer[] =>
    cut(kdf(associate('ratchet/root', parts), 'ratchet/root', rk, 96));
  const chainOf = (rk: Buffer, headerKey: Buffer, message: Hex, ours: { key: Buffer; shown: Buffer; kem: Buffer }) => {
    const ratchetKey = headerOf(headerKey, message)?.subarray(0, 32) ?? Buffer.alloc(0);
    const blockKey = kdf(headerKey, 'ratchet/kem', ratchetKey, 32);
    const block = open(blockKey, Buffer.alloc(12), from(message['block']), associate('ratchet/kem', []));
    const ciphertext = block?.subarray(0, 1_088) ?? Buffer.alloc(0);
    const [next, chain, nextHeader] = turn(rk, [
      agree(ours.key, ratchetKey),
      decapsulate(ours.kem, ciphertext),
      ratchetKey,
      ours.shown,
      ciphertext,
    ]);
    return { next, chain, nextHeader, ratchetKey };
  };
  const bodyOf = (headerKey: Buffer, chain: Buffer | undefined, message: Hex): string | undefined => {
    const n = headerOf(headerKey, message)?.readUInt32BE(36) ?? 0;
    let key = chain ?? Buffer.alloc(32);
    for (let at = 0; at < n; at += 1) key = hmac(key, 2);
    const bound = [associated, from(message['header']), sha(from(message['block']))];
    return openWithNonce(hmac(key, 1), from(message['body']), associate('ratchet/body', bound))?.toString();
  };
  const [second = {}, third = {}, late = {}] = arriving;
  const first = chainOf(root, headerA, second, {
    key: from(own['signed']),
    shown: from(own['signedPublic']),
    kem: from(own['kem']),
  });
  const ours = {
    key: from(turnOfB['agreement']),
    shown: from(turnOfB['agreementPublic']),
    kem: from(turnOfB['kem']),
  };
  const [afterAnswer] = turn(first.next ?? root, [
    agree(ours.key, first.ratchetKey),
    from(turnOfB['kemSecret']),
    ours.shown,
    first.ratchetKey,
    from(turnOfB['ciphertext']),
  ]);
  const again = chainOf(afterAnswer ?? root, first.nextHeader ?? headerA, third, ours);
  return [
    bodyOf(headerA, first.chain, second),
    bodyOf(first.nextHeader ?? headerA, again.chain, third),
    bodyOf(headerA, first.chain, late),
  ];
}
