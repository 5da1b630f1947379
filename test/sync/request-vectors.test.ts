import { createHash, createHmac, createPrivateKey, createPublicKey, diffieHellman, hkdfSync } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { fromHex, toBase64url, toHex } from '../../src/encoding/index.ts';
import { openRequestKey } from '../../src/sync/index.ts';
import vectors from '../vectors/request.json';
import { MemoryShelf } from './support/parts.ts';

const hex = (text: string): Buffer => Buffer.from(text, 'hex');

describe('the vectors of a request', () => {
  it('are what this client makes of the same keys', async () => {
    const shelf = new MemoryShelf();
    await shelf.keep({ privateKey: fromHex(vectors.requestPrivate) });
    const key = await openRequestKey(shelf);
    expect(toHex(key.publicKey)).toBe(vectors.requestKey);
    const token = createHash('sha256').update(hex(vectors.token)).digest();
    const mac = await key.macUnder(fromHex(vectors.doorKey), 'request/mac', Uint8Array.from(token));
    for (const one of vectors.requests) expect(toHex(await mac(fromHex(one.message)))).toBe(one.mac);
    const asker = await key.macUnder(fromHex(vectors.doorKey), 'recovery/mac', fromHex(vectors.recovery.id));
    expect(toHex(await asker(fromHex(vectors.recovery.message)))).toBe(vectors.recovery.mac);
  });

  it('differ where purpose, salt or door key does', async () => {
    const shelf = new MemoryShelf();
    await shelf.keep({ privateKey: fromHex(vectors.requestPrivate) });
    const key = await openRequestKey(shelf);
    const door = fromHex(vectors.doorKey);
    const salt = Uint8Array.from(createHash('sha256').update(hex(vectors.token)).digest());
    const macs = [
      await key.macUnder(door, 'request/mac', salt),
      await key.macUnder(door, 'recovery/mac', salt),
      await key.macUnder(door, 'request/mac', fromHex(vectors.recovery.id)),
      await key.macUnder(key.publicKey, 'request/mac', salt),
    ];
    const [message = ''] = vectors.requests.map((one) => one.message);
    const made = await Promise.all(macs.map(async (mac) => toHex(await mac(fromHex(message)))));
    expect(new Set(made).size).toBe(4);
  });
});

/** The same, read by nothing of ours: docs/protocol.md 1, 5 and 7.1 over Node's own primitives, from the store's side. */
describe('the vectors, read without our code', () => {
  const u16 = (value: number): Buffer => Buffer.from([value >> 8, value & 255]);
  const u64 = (value: number): Buffer => {
    const out = Buffer.alloc(8);
    out.writeBigUInt64BE(BigInt(value));
    return out;
  };
  const fields = (what: string, ...values: readonly Buffer[]): Buffer =>
    Buffer.concat([Buffer.from(`latchkey/v1/${what}`), ...values].flatMap((each) => [u16(each.length), each]));
  const sha256 = (of: Buffer): Buffer => createHash('sha256').update(of).digest();
  const privateKey = createPrivateKey({
    key: Buffer.concat([hex('302e020100300506032b656e04220420'), hex(vectors.doorPrivate)]),
    format: 'der',
    type: 'pkcs8',
  });
  const publicKey = createPublicKey({
    key: Buffer.concat([hex('302a300506032b656e032100'), hex(vectors.requestKey)]),
    format: 'der',
    type: 'spki',
  });
  const shared = diffieHellman({ privateKey, publicKey });
  const macKey = (purpose: string, salt: Buffer): Buffer =>
    Buffer.from(hkdfSync('sha256', shared, salt, `latchkey/v1/${purpose}`, 32));
  const mac = (key: Buffer, of: Buffer): string => createHmac('sha256', key).update(of).digest('hex');
  const origin = Buffer.from(vectors.origin);

  it('lead to the same key, messages, MACs and headers', () => {
    const token = sha256(hex(vectors.token));
    const key = macKey('request/mac', token);
    expect(key.toString('hex')).toBe(vectors.macKey);
    for (const { method, path, body, ...one } of vectors.requests) {
      const said = [origin, Buffer.from(method), Buffer.from(path), u64(vectors.time), hex(vectors.nonce)];
      const message = fields('request', ...said, sha256(Buffer.from(body)), token);
      expect(message.toString('hex')).toBe(one.message);
      expect(mac(key, message)).toBe(one.mac);
      const parts = [String(vectors.time), hex(vectors.nonce).toString('base64url'), toBase64url(fromHex(one.mac))];
      expect(parts.join('.')).toBe(one.header);
    }
  });

  it('lead to the same of a recovery', () => {
    const { id, step, value, ...made } = vectors.recovery;
    const key = macKey('recovery/mac', hex(id));
    expect(key.toString('hex')).toBe(made.macKey);
    const said = [origin, hex(id), Buffer.from(step), u64(vectors.time), Buffer.from(value)];
    const message = fields('recovery/request', ...said);
    expect([message.toString('hex'), mac(key, message)]).toEqual([made.message, made.mac]);
  });

  it('bind both keys in a sign-in', () => {
    const bound = [origin, hex(vectors.signin.nonce), hex(vectors.requestKey), hex(vectors.doorKey)];
    expect(fields('signin', ...bound).toString('hex')).toBe(vectors.signin.binding);
    const own = createPublicKey(privateKey).export({ format: 'der', type: 'spki' }).subarray(12);
    expect(own.toString('hex')).toBe(vectors.doorKey);
  });
});
