import {
  createHash,
  createHmac,
  createPrivateKey,
  createPublicKey,
  diffieHellman,
  hkdfSync,
  verify,
} from 'node:crypto';
import { createDecipheriv } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { agreementKeyPair, newId, randomBytes } from '../../src/crypto/index.ts';
import type { Bytes } from '../../src/encoding/index.ts';
import { fromBase64url, fromHex, toBase32, toHex, concat } from '../../src/encoding/index.ts';
import {
  LinkError,
  hearAnswer,
  hearRequest,
  linkKeys,
  linkNumber,
  linkTranscript,
  newLink,
  newLinkAnswer,
  numberChoices,
  openAbout,
  openHandedKey,
  postOf,
  sealHandover,
} from '../../src/devices/index.ts';
import { isLinkCode, linkCode, LinkCodeError, linkPrefix } from '../../src/typed/index.ts';
import { MOST_LINK_BYTES } from '../../src/wire/index.ts';
import vectors from '../vectors/link.json';
import { runs } from '../support/runs.ts';

const keys = linkKeys(fromHex(vectors.secret));
const { account } = vectors;
const confirmed = { ...vectors.about, doorKey: fromBase64url(vectors.about.doorKey) };
const handover = { keys, transcript: fromHex(vectors.transcript), account };

describe('the vectors of a linking', () => {
  it('are what this code says', async () => {
    const { secret, commitment } = linkCode(vectors.code);
    expect([toHex(secret), toHex(commitment)]).toEqual([vectors.secret, vectors.commitment]);
    expect(toHex(keys.rendezvous)).toBe(vectors.rendezvous);
    const answer = hearAnswer(keys, fromHex(vectors.answerPost));
    const request = hearRequest(keys, commitment, fromHex(vectors.requestPost));
    expect(answer.said.account).toBe(account);
    expect(toHex(linkTranscript(answer.message, request.message))).toBe(vectors.transcript);
    expect(linkNumber(keys, handover.transcript)).toBe(vectors.number);
    const keyPair = await agreementKeyPair(fromHex(vectors.privateKey));
    expect(await openAbout(handover, keyPair, fromHex(vectors.aboutSeal))).toEqual(confirmed);
    const key = await openHandedKey(handover, keyPair, vectors.about.generation, fromHex(vectors.keySeal));
    expect(toHex(key)).toBe(vectors.masterKey);
  });

  it.each(vectors.refused)('refuse $why', ({ side, post }) => {
    const hear = () =>
      side === 'answer'
        ? hearAnswer(keys, fromHex(post))
        : hearRequest(keys, fromHex(vectors.commitment), fromHex(post));
    expect(hear).toThrow(LinkError);
  });
});

/** The same, read by nothing of ours: docs/protocol.md 1 and 6.3, and RFC 9180, over Node's own primitives. */
describe('the vectors, read without our code', () => {
  const hex = (text: string): Buffer => Buffer.from(text, 'hex');
  const u16 = (value: number): Buffer => Buffer.from([value >> 8, value & 255]);
  const kdf = (ikm: Buffer, label: string, salt: Buffer = Buffer.alloc(0)): Buffer =>
    Buffer.from(hkdfSync('sha256', ikm, salt, `latchkey/v1/${label}`, 32));
  const fields = (what: string, ...values: readonly Buffer[]): Buffer =>
    Buffer.concat([Buffer.from(`latchkey/v1/${what}`), ...values].flatMap((each) => [u16(each.length), each]));
  const sha256 = (of: Buffer): Buffer => createHash('sha256').update(of).digest();
  const mac = (key: Buffer, of: Buffer): Buffer => createHmac('sha256', key).update(of).digest();
  const id = (text: string): Buffer => Buffer.from(text, 'base64url');
  const secret = hex(vectors.secret);
  const rendezvous = kdf(secret, 'link/id');
  const transcript = sha256(fields('link/transcript', hex(vectors.answer), hex(vectors.request)));
  const suite = Buffer.concat([Buffer.from('HPKE'), u16(0x20), u16(1), u16(2)]);
  const kem = Buffer.concat([Buffer.from('KEM'), u16(0x20)]);
  const extract = (of: Buffer, salt: Buffer, label: string, ikm: Buffer): Buffer =>
    mac(salt, Buffer.concat([Buffer.from('HPKE-v1'), of, Buffer.from(label), ikm]));
  const expand = (of: Buffer, prk: Buffer, label: string, info: Buffer, length: number): Buffer => {
    const labelled = Buffer.concat([u16(length), Buffer.from('HPKE-v1'), of, Buffer.from(label), info]);
    return mac(prk, Buffer.concat([labelled, Buffer.from([1])])).subarray(0, length);
  };
  const none = Buffer.alloc(0);
  const pkcs8 = Buffer.concat([hex('302e020100300506032b656e04220420'), hex(vectors.privateKey)]);
  const privateKey = createPrivateKey({ key: pkcs8, format: 'der', type: 'pkcs8' });
  const publicOf = (raw: Buffer, oid: string) =>
    createPublicKey({ key: Buffer.concat([hex(`302a300506032b65${oid}032100`), raw]), format: 'der', type: 'spki' });
  const own = createPublicKey(privateKey).export({ format: 'der', type: 'spki' }).subarray(12);

  const open = (sealed: Buffer, info: Buffer): Buffer => {
    const [enc, commit, box] = [sealed.subarray(0, 32), sealed.subarray(32, 64), sealed.subarray(64)];
    const dh = diffieHellman({ privateKey, publicKey: publicOf(enc, '6e') });
    const shared = expand(kem, extract(kem, none, 'eae_prk', dh), 'shared_secret', Buffer.concat([enc, own]), 32);
    const [idHash, infoHash] = [
      extract(suite, none, 'psk_id_hash', rendezvous),
      extract(suite, none, 'info_hash', info),
    ];
    const context = Buffer.concat([Buffer.from([1]), idHash, infoHash]);
    const prk = extract(suite, shared, 'secret', kdf(secret, 'link/psk'));
    const exporter = expand(suite, prk, 'exp', context, 32);
    expect(expand(suite, exporter, 'sec', Buffer.from('latchkey/v1/commit'), 32)).toEqual(commit);
    const cipher = createDecipheriv(
      'aes-256-gcm',
      expand(suite, prk, 'key', context, 32),
      expand(suite, prk, 'base_nonce', context, 12),
    );
    cipher.setAuthTag(box.subarray(-16));
    return Buffer.concat([cipher.update(box.subarray(0, -16)), cipher.final()]);
  };

  it('lead to the same meeting, messages and number', () => {
    const said = JSON.parse(hex(vectors.request).toString()) as Record<string, string>;
    const [agreement = '', nonce = '', requestKey = ''] = [said['agreement'], said['nonce'], said['requestKey']];
    const committed = sha256(fields('link/request', id(agreement), id(nonce), id(requestKey))).subarray(0, 16);
    expect(committed.toString('hex')).toBe(vectors.commitment);
    expect(id(agreement)).toEqual(own);
    expect(rendezvous.toString('hex')).toBe(vectors.rendezvous);
    for (const side of ['answer', 'request'] as const) {
      const message = hex(vectors[side]);
      const by = mac(kdf(secret, 'link/mac'), fields('link/message', rendezvous, Buffer.from(side), message));
      expect(Buffer.concat([by, message]).toString('hex')).toBe(vectors[`${side}Post`]);
    }
    expect(transcript.toString('hex')).toBe(vectors.transcript);
    const drawn = kdf(secret, 'link/number', transcript).readUInt32BE(0) % 1_000_000;
    expect(String(drawn).padStart(6, '0')).toBe(vectors.number);
  });

  it('open to what was handed over', () => {
    const generation = Buffer.from([0, 0, 0, vectors.about.generation]);
    const key = open(hex(vectors.keySeal), fields('link', transcript, id(account), generation));
    expect(key.toString('hex')).toBe(vectors.masterKey);
    const about = open(hex(vectors.aboutSeal), fields('link/about', transcript, id(account)));
    expect(JSON.parse(about.toString())).toEqual({ format: 1, ...vectors.about });
  });

  it('are granted by the device that answered', () => {
    const said = JSON.parse(hex(vectors.request).toString()) as { requestKey: string };
    const expiry = Buffer.alloc(8);
    expiry.writeBigUInt64BE(BigInt(vectors.expiry));
    const values = [Buffer.from(vectors.origin), id(account), rendezvous, transcript, id(said.requestKey), expiry];
    const message = fields('link/grant', ...values);
    expect(message.toString('hex')).toBe(vectors.grant);
    const signing = publicOf(hex(vectors.deviceSigning), '70');
    expect(verify(null, message, signing, hex(vectors.grantSignature))).toBe(true);
  });
});

describe('a code', () => {
  const text = linkPrefix + toBase32(randomBytes(48));
  it('is read however it was copied', () => {
    const spaced = text.toLowerCase().replace(/(.{4})/g, '$1 ');
    for (const typed of [text, text.slice(linkPrefix.length), ` ${spaced}\n`])
      expect([isLinkCode(typed), linkCode(typed)]).toEqual([true, linkCode(text)]);
  });

  it.each([
    ['nothing', ''],
    ['a shorter one', text.slice(0, -1)],
    ['a longer one', `${text}A`],
    ['other characters', `${text.slice(0, -1)}1`],
    ['another text', 'otpauth://totp/x?secret=JBSWY3DPEHPK3PXP'],
  ])('is not %s', (_, typed) => {
    expect(() => linkCode(typed)).toThrow(LinkCodeError);
    expect(isLinkCode(typed)).toBe(false);
  });
});

/** Both sides, up to the number. */
async function linking(requestKey: Bytes = randomBytes(32)) {
  const made = await newLink(requestKey);
  const between = linkKeys(made.secret);
  const said = { certificate: randomBytes(200), version: 2, list: randomBytes(32), head: randomBytes(32) };
  const answer = newLinkAnswer({ account: newId(), ...said });
  return { made, between, answer, transcript: linkTranscript(answer, made.request) };
}

describe('a linking', () => {
  it('has another code, meeting and number every time', async () => {
    const all = await Promise.all([linking(), linking(), linking()]);
    expect(new Set(all.map(({ made }) => toHex(made.secret))).size).toBe(3);
    expect(new Set(all.map(({ between }) => toHex(between.rendezvous))).size).toBe(3);
  });

  it('takes nothing that was changed on its way, at any byte', async () => {
    const { made, between, answer } = await linking();
    const posts = { request: postOf(between, 'request', made.request), answer: postOf(between, 'answer', answer) };
    expect(() => hearRequest(between, made.commitment, posts.request)).not.toThrow();
    expect(() => hearAnswer(between, posts.answer)).not.toThrow();
    fc.assert(
      fc.property(fc.constantFrom('request', 'answer'), fc.nat(), fc.integer({ min: 1, max: 255 }), (side, at, by) => {
        const post = posts[side].slice();
        const place = at % post.length;
        post[place] = (post[place] ?? 0) ^ by;
        const hear = () =>
          side === 'answer' ? hearAnswer(between, post) : hearRequest(between, made.commitment, post);
        expect(hear).toThrow(LinkError);
      }),
      { numRuns: runs(100) },
    );
  });

  it('is of the new browser that shows the code: whoever saw it can’t put another in its place', async () => {
    const { made, between } = await linking();
    const another = await newLink(randomBytes(32));
    const theirs = postOf(between, 'request', another.request);
    expect(() => hearRequest(between, made.commitment, theirs)).toThrow(LinkError);
  });

  it('hands over to that browser alone, bound to all that both said', async () => {
    const { made, between, transcript } = await linking();
    const masterKey = randomBytes(32);
    const about = { ...confirmed, generation: 1 };
    const right = { keys: between, transcript, account: newId() };
    const sealed = await sealHandover(right, made.keyPair.publicKey, { about, masterKey });
    expect(await openHandedKey(right, made.keyPair, 1, sealed.key)).toEqual(masterKey);
    const other = await linking();
    const wrong = await Promise.allSettled([
      openHandedKey(right, other.made.keyPair, 1, sealed.key),
      openHandedKey({ ...right, keys: other.between }, made.keyPair, 1, sealed.key),
      openHandedKey({ ...right, transcript: other.transcript }, made.keyPair, 1, sealed.key),
      openHandedKey({ ...right, account: newId() }, made.keyPair, 1, sealed.key),
      openHandedKey(right, made.keyPair, 2, sealed.key),
      openHandedKey(right, made.keyPair, 1, sealed.about),
      openAbout(right, made.keyPair, sealed.key),
    ]);
    expect(wrong.map((one) => one.status === 'rejected' && one.reason instanceof LinkError)).toEqual(
      Array.from({ length: wrong.length }, () => true),
    );
  });

  it('posts at most 8 KiB', async () => {
    const { between } = await linking();
    expect(postOf(between, 'answer', randomBytes(MOST_LINK_BYTES - 32))).toHaveLength(MOST_LINK_BYTES);
    expect(() => postOf(between, 'answer', randomBytes(MOST_LINK_BYTES - 31))).toThrow();
    expect(() => hearAnswer(between, concat(randomBytes(MOST_LINK_BYTES), randomBytes(1)))).toThrow();
  });
});

describe('the numbers to choose from', () => {
  it('are three different ones of six digits, and the right one stands anywhere among them', () => {
    const places = new Set<number>();
    for (let turn = 0; turn < 60; turn += 1) {
      const number = String(turn * 16_001).padStart(6, '0');
      const choices = numberChoices(number);
      expect(choices).toHaveLength(3);
      expect(new Set(choices).size).toBe(3);
      for (const choice of choices) expect(choice).toMatch(/^\d{6}$/);
      places.add(choices.indexOf(number));
    }
    expect(places).toEqual(new Set([0, 1, 2]));
  });
});
