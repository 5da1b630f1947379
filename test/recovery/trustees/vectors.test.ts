import * as node from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { agreementKeyPair } from '../../../src/crypto/index.ts';
import { fromHex, toHex } from '../../../src/encoding/index.ts';
import { combineHanded, meetingOf, openHanded, requestCode } from '../../../src/recovery/index.ts';
import published from '../../vectors/trustees.json' with { type: 'json' };
import { associate, openSealedApart } from '../../messaging/vectors/apart.ts';

const { account, set, needed, secret, signKey, shares, hashes, code, meeting } = published;

describe('the published trustees', () => {
  it('open by what three of them hand over, found by the code', async () => {
    const shareKey = await agreementKeyPair(fromHex(published.shareKey));
    expect(toHex(shareKey.publicKey)).toBe(published.shareKeyPublic);
    expect(requestCode(shareKey.publicKey, account)).toBe(code);
    expect(meetingOf(code)).toBe(meeting);
    const handed = await openHanded({ account, shareKey }, fromHex(published.sealed));
    if (!handed) throw new Error('it does not open');
    const others = [3, 5].map((index) => ({ ...handed, index, share: fromHex(shares[index - 1] ?? '') }));
    const found = await combineHanded([handed, ...others], fromHex(signKey));
    expect(found.secret && toHex(found.secret)).toBe(secret);
  });

  /* A second time, from docs/protocol.md alone: with node's own cryptography, and nothing of ours. */
  it('open without our code', () => {
    const from = (hex: string): Buffer => Buffer.from(hex, 'hex');
    const id = (text: string): Buffer => Buffer.from(text, 'base64url');
    const sha = (data: Buffer): Buffer => node.createHash('sha256').update(data).digest();
    const own = from(published.shareKeyPublic);
    const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
    const bits = [...sha(associate('trustee/request', own, id(account)))].map((byte) =>
      byte.toString(2).padStart(8, '0'),
    );
    const told = (bits.join('').slice(0, 100).match(/.{5}/gu) ?? []).map((five) => letters[Number.parseInt(five, 2)]);
    expect(told.join('')).toBe(code);
    const place = node.hkdfSync('sha256', Buffer.from(code), Buffer.alloc(0), 'latchkey/v1/trustee/meeting', 16);
    expect(Buffer.from(place).toString('base64url')).toBe(meeting);
    const info = associate('trustee', id(account), own, Buffer.from(code));
    const opened = openSealedApart(
      { key: published.shareKey, keyPublic: published.shareKeyPublic },
      info,
      published.sealed,
    );
    expect(opened.toString('hex')).toBe(published.handed);
    const json = opened.subarray(2, 2 + opened.readUInt16BE(0));
    const part = JSON.parse(json.toString()) as { set: string; index: number; share: string; hashes: string[] };
    expect(part).toMatchObject({ format: 1, trustee: published.trustee, name: 'Zoë Liddell', set, index: 2, needed });
    expect(id(part.share)).toEqual(from(shares[1] ?? ''));
    for (const [at, share] of shares.entries()) {
      const hash = sha(associate('trustee/share', id(set), Buffer.from([0, at + 1]), from(share)));
      expect([hash.toString('hex'), id(part.hashes[at] ?? '').toString('hex')]).toEqual([hashes[at], hashes[at]]);
    }
    // Lagrange at zero in GF(2^8); what multiplies is found by going through all, what divides too.
    const times = (one: number, other: number): number => {
      let product = 0;
      for (let bit = 7; bit >= 0; bit -= 1) {
        product = (product << 1) ^ (product & 0x80 ? 0x11b : 0) ^ ((other >> bit) & 1 ? one : 0);
      }
      return product;
    };
    const over = (one: number, other: number): number =>
      Array.from({ length: 256 }, (_, x) => x).findIndex((x) => times(x, other) === one);
    const three = [shares[4], shares[1], shares[2]].map((share) => from(share ?? ''));
    const back = Buffer.alloc(32).map((_, at) =>
      three.reduce((sum, share, own) => {
        const weight = three.reduce(
          (product, { 32: x = 0 }, other) => (other === own ? product : times(product, over(x, x ^ (share[32] ?? 0)))),
          1,
        );
        return sum ^ times(share[at] ?? 0, weight);
      }, 0),
    );
    expect(Buffer.from(back).toString('hex')).toBe(secret);
  });
});
