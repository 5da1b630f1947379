import * as node from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { agreementKeyPair } from '../../../src/crypto/index.ts';
import { fromHex, toHex } from '../../../src/encoding/index.ts';
import { signKeyOf } from '../../../src/keys/index.ts';
import {
  openOrganisationAnswer,
  openOrganisationSeal,
  organisationFingerprint,
  requestCode,
} from '../../../src/recovery/index.ts';
import { readOrganisationKey } from '../../../src/wire/index.ts';
import { associate, openSealedApart } from '../../messaging/vectors/apart.ts';
import published from '../../vectors/organisation.json' with { type: 'json' };

const { account, slot, name, secret, fingerprint, code } = published;

describe('the published organisation', () => {
  it('opens its seal, and its answer opens for who asked', async () => {
    const keyPair = await agreementKeyPair(fromHex(published.recoveryKey));
    const shareKey = await agreementKeyPair(fromHex(published.shareKey));
    const key = readOrganisationKey(fromHex(published.key));
    expect(key).toEqual({ name, publicKey: keyPair.publicKey });
    expect(organisationFingerprint(key)).toBe(fingerprint);
    const opened = await openOrganisationSeal({ account, slot }, { keyPair, name }, fromHex(published.seal));
    expect(opened && toHex(opened)).toBe(secret);
    expect(toHex(await signKeyOf(fromHex(secret)))).toBe(published.signKey);
    expect(requestCode(shareKey.publicKey, account)).toBe(code);
    const answer = await openOrganisationAnswer({ account, shareKey }, fromHex(published.sealed));
    expect(answer).toEqual({ name, secret: fromHex(secret) });
  });

  /* A second time, from docs/protocol.md alone: with node's own cryptography, and nothing of ours. */
  it('opens without our code', () => {
    const from = (hex: string): Buffer => Buffer.from(hex, 'hex');
    const id = (text: string): Buffer => Buffer.from(text, 'base64url');
    const sha = (data: Buffer): Buffer => node.createHash('sha256').update(data).digest();
    const letters = (data: Buffer, count: number): string => {
      const bits = [...data].map((byte) => byte.toString(2).padStart(8, '0')).join('');
      const five = bits.slice(0, 5 * count).match(/.{5}/gu) ?? [];
      return five.map((digits) => 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'[Number.parseInt(digits, 2)]).join('');
    };
    const key = JSON.parse(from(published.key).toString()) as { format: number; name: string; publicKey: string };
    expect(key).toEqual({ format: 1, name, publicKey: from(published.recoveryKeyPublic).toString('base64url') });
    const hash = sha(associate('organisation/key', Buffer.from(name), from(published.recoveryKeyPublic)));
    const first = letters(hash, 25);
    const check = letters(sha(associate('organisation/check', Buffer.from(first))), 3);
    expect(first + check).toBe(fingerprint);

    const recovery = { key: published.recoveryKey, keyPublic: published.recoveryKeyPublic };
    const info = associate('organisation/seal', Buffer.from([0, 1]), id(account), id(slot), hash);
    expect(openSealedApart(recovery, info, published.seal).toString('hex')).toBe(secret);
    const own = from(published.shareKeyPublic);
    const asked = associate('organisation/answer', id(account), own, Buffer.from(code));
    const browser = { key: published.shareKey, keyPublic: published.shareKeyPublic };
    const opened = openSealedApart(browser, asked, published.sealed);
    expect(opened.toString('hex')).toBe(published.answer);
    const json = opened.subarray(2, 2 + opened.readUInt16BE(0));
    expect(JSON.parse(json.toString())).toEqual({ format: 1, name, secret: from(secret).toString('base64url') });
    expect(opened.subarray(2 + json.length).every((byte) => byte === 0)).toBe(true);
  });
});
