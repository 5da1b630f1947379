import * as node from 'node:crypto';

/*
 * Texts of channels read a second time, from docs/protocol.md 1 and 8.9 alone: with node's own cryptography, nothing of ours.
 */

const field = (data: Buffer): Buffer => Buffer.concat([Buffer.of(data.length >> 8, data.length & 255), data]);
const associate = (what: string, ...fields: readonly Buffer[]): Buffer =>
  Buffer.concat([Buffer.from(`latchkey/v1/${what}`), ...fields].map(field));
const sha = (data: Buffer): Buffer => node.createHash('sha256').update(data).digest();
const kdf = (ikm: Buffer, label: string, salt: Buffer, length = 32): Buffer =>
  Buffer.from(node.hkdfSync('sha256', ikm, salt, `latchkey/v1/${label}`, length));

function open(key: Buffer, sealed: Buffer, ad: Buffer): Buffer {
  const decipher = node
    .createDecipheriv('aes-256-gcm', key, Buffer.alloc(12))
    .setAAD(ad)
    .setAuthTag(sealed.subarray(-16));
  return Buffer.concat([decipher.update(sealed.subarray(0, -16)), decipher.final()]);
}

/** Argon2id of the password, salted by the channel. */
export function secretApart(password: string, channel: string): string {
  return node
    .argon2Sync('argon2id', {
      message: Buffer.from(password.normalize('NFKC')),
      nonce: Buffer.from(channel, 'base64url'),
      ...{ parallelism: 4, tagLength: 32, memory: 65_536, passes: 3 },
    })
    .toString('hex');
}

/** What a text says, and the hash of the announcement of its key. Throws for one that isn't to be taken. */
export function channelTextApart(armored: string, of: { readonly channel: string; readonly secret: string }) {
  const bytes = Buffer.from(armored.replace('LK1:', ''), 'base64').subarray(0, -2);
  const [version, kind, channel] = [bytes.subarray(0, 1), bytes.subarray(1, 2), bytes.subarray(2, 18)];
  if (version[0] !== 1 || kind[0] !== 4 || channel.toString('base64url') !== of.channel) throw new Error('head');
  const announceKey = kdf(Buffer.from(of.secret, 'hex'), 'channel/announce', Buffer.alloc(0));
  const sealed = bytes.subarray(18, 166);
  const both = kdf(announceKey, 'committing', sealed.subarray(0, 24), 64);
  if (!both.subarray(32).equals(sealed.subarray(24, 56))) throw new Error('commitment');
  const announced = open(both.subarray(0, 32), sealed.subarray(56), associate('channel/announce', version, channel));
  if (announced.readUInt32BE(0) === 0 || announced.readBigUInt64BE(68) >= 2n ** 53n) throw new Error('announcement');
  const hash = sha(associate('channel/announcement', channel, announced));
  const id = bytes.subarray(166, 182);
  const key = kdf(announced.subarray(36, 68), 'channel/message', id);
  const padded = open(key, bytes.subarray(182), associate('channel/text', version, kind, channel, hash, id));
  const body = padded.subarray(0, padded.lastIndexOf(0x80));
  const what = body[24] ?? 9;
  if (what > 2) throw new Error('store');
  const end = what === 0 ? 25 : 27 + body.readUInt16BE(25);
  return {
    key: hash.toString('hex'),
    member: body.toString('base64url', 0, 16),
    time: Number(body.readBigUInt64BE(16)),
    text: body.toString('utf8', end),
    ...(what > 0 && { store: { origin: body.toString('utf8', 27, end), hasKey: what === 2 } }),
  };
}

/** The key of a channel's topic at a store, the topic's id, and what is signed there. */
export function topicApart(secret: string, origin: string) {
  const seed = kdf(Buffer.from(secret, 'hex'), 'channel/write', Buffer.alloc(0));
  const pkcs8 = Buffer.concat([Buffer.from('302e020100300506032b657004220420', 'hex'), seed]);
  const privateKey = node.createPrivateKey({ key: pkcs8, format: 'der', type: 'pkcs8' });
  const key = node.createPublicKey(privateKey).export({ format: 'der', type: 'spki' }).subarray(-32);
  const id = sha(associate('channel/topic', key));
  const [at, signed] = [Buffer.from(origin), (message: Buffer) => node.sign(null, message, privateKey).toString('hex')];
  const read = (after: number): string => {
    const place = Buffer.alloc(8);
    place.writeBigUInt64BE(BigInt(after));
    return signed(associate('channel/read', at, id, place));
  };
  const append = (announcement: Buffer, previous: Buffer): string =>
    signed(associate('channel/append', at, id, sha(announcement), previous));
  return { key: key.toString('hex'), id: id.toString('hex'), read, append };
}
