import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import type { KeyPair } from '../../../src/crypto/index.ts';
import { agreementKeyPair, newId, PublicKeyError, randomBytes } from '../../../src/crypto/index.ts';
import type { Bytes, Id } from '../../../src/encoding/index.ts';
import { bytes } from '../../../src/encoding/index.ts';
import {
  isOfFingerprint,
  openOrganisationAnswer,
  openOrganisationSeal,
  organisationFingerprint,
  readFingerprint,
  sealHanded,
  sealOrganisationAnswer,
  sealToOrganisation,
} from '../../../src/recovery/index.ts';
import { readOrganisationAnswer, readOrganisationKey, writeOrganisationKey } from '../../../src/wire/index.ts';
import { runs } from '../../support/runs.ts';

const name = 'Acme Rope Works';
const flipped = (source: Bytes, bit: number): Bytes =>
  source.map((byte, at) => (at === bit >> 3 ? byte ^ (1 << (bit & 7)) : byte));

let keyPair: KeyPair;
let other: KeyPair;
beforeAll(async () => {
  [keyPair, other] = [await agreementKeyPair(), await agreementKeyPair()];
});

describe('the seal to an organisation', () => {
  const place = { account: newId(), slot: newId() };
  const secret = randomBytes(32);
  const made = () => sealToOrganisation(place, { name, publicKey: keyPair.publicKey }, secret);

  it('opens by its key, and in no other place, by no other key and under no other name', async () => {
    const seal = await made();
    expect(seal).toHaveLength(112);
    expect(await openOrganisationSeal(place, { keyPair, name }, seal)).toEqual(secret);
    expect(await openOrganisationSeal({ ...place, account: newId() }, { keyPair, name }, seal)).toBeNull();
    expect(await openOrganisationSeal({ ...place, slot: newId() }, { keyPair, name }, seal)).toBeNull();
    expect(await openOrganisationSeal(place, { keyPair: other, name }, seal)).toBeNull();
    expect(await openOrganisationSeal(place, { keyPair, name: `${name}.` }, seal)).toBeNull();
    // A private half under another key's public one: the fingerprint is another.
    const posed = { privateKey: keyPair.privateKey, publicKey: other.publicKey };
    expect(await openOrganisationSeal(place, { keyPair: posed, name }, seal)).toBeNull();
  });

  it('opens neither with a bit turned nor with a piece missing', async () => {
    const seal = await made();
    await fc.assert(
      fc.asyncProperty(fc.nat(112 * 8 - 1), fc.nat(111), async (bit, length) => {
        expect(await openOrganisationSeal(place, { keyPair, name }, flipped(seal, bit))).toBeNull();
        expect(await openOrganisationSeal(place, { keyPair, name }, seal.slice(0, length))).toBeNull();
      }),
      { numRuns: runs(20) },
    );
    expect(await openOrganisationSeal(place, { keyPair, name }, seal)).toEqual(secret);
  });

  it('is never made for a key that is none', async () => {
    const none = { name, publicKey: bytes(32) };
    await expect(sealToOrganisation(place, none, secret)).rejects.toThrow(PublicKeyError);
  });
});

describe('the answer of an organisation', () => {
  const account = newId();
  const answer = { name, secret: randomBytes(32) };
  const asked = (whose: Id = account, key: KeyPair = keyPair) => ({ account: whose, shareKey: key });

  it('opens for the browser that asked, and for no other account or key', async () => {
    const sealed = await sealOrganisationAnswer({ account, shareKey: keyPair.publicKey }, answer);
    expect(sealed).toHaveLength(2_128);
    expect(await openOrganisationAnswer(asked(), sealed)).toEqual(answer);
    expect(await openOrganisationAnswer(asked(newId()), sealed)).toBeUndefined();
    expect(await openOrganisationAnswer(asked(account, other), sealed)).toBeUndefined();
  });

  it('opens neither with a bit turned nor with a piece missing, and is no share', async () => {
    const sealed = await sealOrganisationAnswer({ account, shareKey: keyPair.publicKey }, answer);
    await fc.assert(
      fc.asyncProperty(fc.nat(2_128 * 8 - 1), fc.nat(2_127), async (bit, length) => {
        expect(await openOrganisationAnswer(asked(), flipped(sealed, bit))).toBeUndefined();
        expect(await openOrganisationAnswer(asked(), sealed.slice(0, length))).toBeUndefined();
      }),
      { numRuns: runs(12) },
    );
    const hashes = [randomBytes(32), randomBytes(32)];
    const share = { trustee: newId(), name, set: newId(), index: 1, needed: 2, share: randomBytes(33), hashes };
    const handed = await sealHanded({ account, shareKey: keyPair.publicKey }, share);
    expect(await openOrganisationAnswer(asked(), handed)).toBeUndefined();
    expect(() => readOrganisationAnswer(bytes(2_048))).toThrow();
    expect(await openOrganisationAnswer(asked(), sealed)).toEqual(answer);
  });
});

describe('the fingerprint of an organisation’s key', () => {
  const key = () => ({ name, publicKey: keyPair.publicKey });

  it('is of its key and its name, in whatever way it is written', () => {
    const fingerprint = organisationFingerprint(key());
    expect(fingerprint).toMatch(/^[A-Z2-7]{28}$/);
    const groups = fingerprint.match(/.{4}/g) ?? [];
    for (const typed of [fingerprint, groups.join(' '), groups.join('-').toLowerCase()]) {
      expect(readFingerprint(typed)).toBe(fingerprint);
    }
    expect(readFingerprint(`latchkey:organisation:${groups.join('-')}`)).toBe(fingerprint);
    expect(readFingerprint(fingerprint.replaceAll('O', '0').replaceAll('I', '1').replaceAll('B', '8'))).toBe(
      fingerprint,
    );
    expect(isOfFingerprint(key(), fingerprint)).toBe(true);
    expect(isOfFingerprint({ ...key(), name: 'Acme Rope Work' }, fingerprint)).toBe(false);
    expect(isOfFingerprint({ ...key(), publicKey: other.publicKey }, fingerprint)).toBe(false);
  });

  it('tells a letter that is another, and what is none at all', () => {
    const fingerprint = organisationFingerprint({ name, publicKey: bytes(32) });
    const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
    for (const [at, letter] of Array.from(fingerprint).entries()) {
      const slip = letters[(letters.indexOf(letter) + 1) % 32] ?? '';
      const typed = fingerprint.slice(0, at) + slip + fingerprint.slice(at + 1);
      expect(() => readFingerprint(typed)).toThrow(expect.objectContaining({ code: 'fingerprint-typo' }));
    }
    for (const typed of ['', fingerprint.slice(1), `${fingerprint}A`, 'ü'.repeat(28)]) {
      expect(() => readFingerprint(typed)).toThrow(expect.objectContaining({ code: 'code-shape' }));
    }
  });

  it('belongs to a key in its one spelling', () => {
    const written = writeOrganisationKey(key());
    expect(readOrganisationKey(written)).toEqual(key());
    expect(() => readOrganisationKey(written.slice(1))).toThrow();
    for (const bad of ['', 'Acme ', 'A\u202ecme', 'x'.repeat(65)]) {
      expect(() => readOrganisationKey(writeOrganisationKey({ ...key(), name: bad }))).toThrow();
    }
  });
});
