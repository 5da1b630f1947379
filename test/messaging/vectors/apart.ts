import * as node from 'node:crypto';

/*
 * Cards, envelopes and numbers read a second time, from docs/protocol.md 8 alone: with node's own cryptography, nothing of ours.
 */

const from = (hex: string): Buffer => Buffer.from(hex, 'hex');
const field = (data: Uint8Array): Buffer => Buffer.concat([Buffer.of(data.length >> 8, data.length & 255), data]);
export const associate = (what: string, ...fields: readonly Uint8Array[]): Buffer =>
  Buffer.concat([Buffer.from(`latchkey/v1/${what}`), ...fields].map(field));
const sha = (data: Buffer): Buffer => node.createHash('sha256').update(data).digest();
const must = (holds: boolean, why: string): void => {
  if (!holds) throw new Error(why);
};

function framesOf(source: Buffer): Buffer[] {
  const frames: Buffer[] = [];
  for (let at = 0; at < source.length;) {
    const end = at + 4 + source.readUInt32BE(at);
    must(end <= source.length, 'frame');
    frames.push(source.subarray(at + 4, end));
    at = end;
  }
  return frames;
}

/** What a card says, in hexadecimal where it is bytes. Throws for one that is not to be taken. */
export function cardApart(hex: string) {
  const [signed = Buffer.alloc(0), signature, ...more] = framesOf(from(hex));
  must(signature?.length === 64 && more.length === 0 && signed.readUInt16BE(0) === 1, 'shape');
  const [account, identity] = [signed.subarray(2, 18), signed.subarray(18, 50)];
  const key = node.createPublicKey({
    key: Buffer.concat([from('302a300506032b6570032100'), identity]),
    format: 'der',
    type: 'spki',
  });
  must(node.verify(null, associate('card', account, signed), key, signature ?? Buffer.alloc(0)), 'signature');
  const nameEnd = 116 + signed.readUInt16BE(114);
  const [name, store] = [signed.subarray(116, nameEnd).toString(), signed.subarray(nameEnd).toString()];
  must(name === name.normalize('NFC') && /^[^\p{C}\p{DI}]{1,64}$/u.test(name), 'name');
  must(new URL(store).origin === store && store.startsWith('https:'), 'store');
  const [version, serial] = [signed.readUInt32BE(66), signed.readUInt32BE(102)];
  must(version > 0 && serial > 0, 'counted from 1');
  return {
    ...{
      account: account.toString('base64url'),
      identity: identity.toString('hex'),
      token: signed.toString('hex', 50, 66),
    },
    ...{
      version,
      list: signed.toString('hex', 70, 102),
      serial,
      time: Number(signed.readBigUInt64BE(106)),
      name,
      store,
    },
  };
}

export const cardHashApart = (hex: string): string => sha(associate('card/hash', from(hex))).toString('hex');

/** The conversation that an invitation's text names, as base64url. */
export const invitationApart = (hex: string): string =>
  sha(associate('invitation', from(hex))).toString('base64url', 0, 16);

/** What is sealed to a mailbox, with its padding. Throws where it doesn't open. */
export function envelopeApart(
  to: { account: string; device: string; mailbox: string; mailboxPublic: string },
  hex: string,
): Buffer {
  const ids = [to.account, to.device].map((id) => Buffer.from(id, 'base64url'));
  const info = associate('envelope', Buffer.of(0, 1), ...ids, from(to.mailboxPublic));
  return openSealedApart({ key: to.mailbox, keyPublic: to.mailboxPublic }, info, hex);
}

/** HPKE (RFC 9180) in base mode, with our commitment. Throws where it doesn't open. */
export function openSealedApart(to: { key: string; keyPublic: string }, info: Buffer, hex: string): Buffer {
  const sealed = from(hex);
  const [enc, commit, ciphertext] = [sealed.subarray(0, 32), sealed.subarray(32, 64), sealed.subarray(64)];
  const own = from(to.keyPublic);
  const hmac = (key: Buffer, ...data: Buffer[]): Buffer =>
    node.createHmac('sha256', key).update(Buffer.concat(data)).digest();
  const [kem, suite] = [Buffer.from('KEM\0\x20'), Buffer.from('HPKE\0\x20\0\x01\0\x02')];
  const extract = (id: Buffer, salt: Buffer, label: string, ikm: Buffer): Buffer =>
    hmac(salt, Buffer.from('HPKE-v1'), id, Buffer.from(label), ikm);
  const expand = (id: Buffer, prk: Buffer, label: string, context: Buffer, length = 32): Buffer =>
    hmac(prk, Buffer.of(0, length), Buffer.from('HPKE-v1'), id, Buffer.from(label), context, Buffer.of(1)).subarray(
      0,
      length,
    );
  const none = Buffer.alloc(0);
  const dh = node.diffieHellman({
    privateKey: node.createPrivateKey({
      key: Buffer.concat([from('302e020100300506032b656e04220420'), from(to.key)]),
      format: 'der',
      type: 'pkcs8',
    }),
    publicKey: node.createPublicKey({
      key: Buffer.concat([from('302a300506032b656e032100'), enc]),
      format: 'der',
      type: 'spki',
    }),
  });
  const shared = expand(kem, extract(kem, none, 'eae_prk', dh), 'shared_secret', Buffer.concat([enc, own]));
  const context = Buffer.concat([
    Buffer.of(0),
    extract(suite, none, 'psk_id_hash', none),
    extract(suite, none, 'info_hash', info),
  ]);
  const secret = extract(suite, shared, 'secret', none);
  const exporter = expand(suite, secret, 'exp', context);
  must(expand(suite, exporter, 'sec', Buffer.from('latchkey/v1/commit')).equals(commit), 'commitment');
  const decipher = node.createDecipheriv(
    'aes-256-gcm',
    expand(suite, secret, 'key', context),
    expand(suite, secret, 'base_nonce', context, 12),
  );
  decipher.setAuthTag(ciphertext.subarray(-16));
  return Buffer.concat([decipher.update(ciphertext.subarray(0, -16)), decipher.final()]);
}

/** The frames of what was sealed, judged as 8.12 says. */
export function contentsApart(padded: Buffer): Buffer[] {
  must(padded.length % 4_096 === 0 && padded.length <= 32_768, 'length');
  const end = padded.lastIndexOf(0x80);
  must(end >= padded.length - 4_096 && padded.subarray(end + 1).every((byte) => byte === 0), 'padding');
  const frames = framesOf(padded.subarray(0, end));
  const [head = '', setUp, header, block] = frames;
  const { format, kind, ...rest } = JSON.parse(head.toString()) as Record<string, unknown>;
  must(frames.length === 5 && format === 1 && Object.keys(rest).join() === 'account,device,version', 'head');
  must((kind === 'initial') === (setUp?.length !== 0) && header?.length === 68 && block?.length === 2_288, 'parts');
  return frames;
}

/** The hash by which the next body names one. */
export function bodyHashApart(json: string): string {
  const { recipients, ...rest } = JSON.parse(json) as { recipients: { account: string; identity: string }[] };
  const people = recipients.map(({ account, identity }) => ({ account, identity }));
  return sha(associate('body', sha(Buffer.from(JSON.stringify({ ...rest, recipients: people }))))).toString('hex');
}

interface Side {
  readonly account: string;
  readonly identity: string;
  readonly list: string;
}

/** The 60 digits of both. */
export function numberApart(sides: readonly Side[]): string {
  const digits = sides.map(({ account, identity, list }) => {
    const said = associate('safety', Buffer.from(account, 'base64url'), from(identity), from(list));
    let hash = said.subarray(0, 0);
    for (let round = 0; round < 5_200; round += 1)
      hash = node
        .createHash('sha512')
        .update(Buffer.concat([hash, said]))
        .digest();
    return [0, 5, 10, 15, 20, 25].map((at) => String(hash.readUIntBE(at, 5) % 100_000).padStart(5, '0')).join('');
  });
  return digits.sort().join('');
}

interface Said {
  readonly key: string;
  readonly sender: string;
  readonly conversation: string;
  readonly recipients: readonly string[];
  readonly armored: string;
}

/** CRC-16/IBM-3740, two bytes. */
function crc(data: Buffer): Buffer {
  let register = 0xffff;
  for (const byte of data) {
    register ^= byte << 8;
    for (let bit = 0; bit < 8; bit += 1) register = ((register << 1) ^ (register & 0x8000 ? 0x1021 : 0)) & 0xffff;
  }
  return Buffer.of(register >> 8, register & 255);
}

/** What an armored text says to whoever has its key, and its id in hexadecimal. Throws where it is another text, or none. */
export function messageApart({ key, sender, conversation, recipients, armored }: Said): { id: string; text: string } {
  must(/^LK1:[A-Za-z0-9+/]+$/.test(armored), 'alphabet');
  const all = Buffer.from(armored.slice(4), 'base64');
  const [whole, sum] = [all.subarray(0, -2), all.subarray(-2)];
  must(all.toString('base64').replace(/=*$/, '') === armored.slice(4) && crc(whole).equals(sum), 'checksum');
  must(whole[0] === 1 && whole[1] === 1, 'version and kind');
  const [id, sealed] = [whole.subarray(2, 26), whole.subarray(26)];
  const people = sha(associate('message/recipients', sha(Buffer.concat([...recipients].sort().map(from)))));
  const place = Buffer.from(conversation, 'base64url');
  const bound = associate('message', Buffer.of(1), Buffer.of(1), from(sender), place, people);
  must(
    sha(associate('message/id', from(key), bound, sha(sealed)))
      .subarray(0, 24)
      .equals(id),
    'id',
  );
  const decipher = node.createDecipheriv('aes-256-gcm', from(key), Buffer.alloc(12)).setAAD(bound);
  decipher.setAuthTag(sealed.subarray(-16));
  const padded = Buffer.concat([decipher.update(sealed.subarray(0, -16)), decipher.final()]);
  const end = padded.lastIndexOf(0x80);
  must(end >= 0 && padded.subarray(end + 1).every((byte) => byte === 0), 'padding');
  return { id: id.toString('hex'), text: padded.subarray(0, end).toString() };
}
