import { describe, expect, it } from 'vitest';
import { agreeBy } from '../../src/crypto/agree.ts';
import { nativeCurve } from '../../src/crypto/curve-native.ts';
import { nobleCurve } from '../../src/crypto/curve-noble.ts';
import { PublicKeyError } from '../../src/crypto/index.ts';
import { verifyBy } from '../../src/crypto/sign.ts';
import { bytes, fromHex, toHex } from '../../src/encoding/index.ts';
import { describeForeign } from './support/folder.ts';
import { readWycheproof } from './support/wycheproof.ts';

const implementations = [
  { name: 'the platform', by: nativeCurve },
  { name: 'noble', by: nobleCurve },
];

interface AgreementFields {
  readonly public: string;
  readonly private: string;
  readonly shared: string;
}

/** Whether u, little-endian, is below 2^255 - 19 without its top bit being masked. */
function isCanonical(u: string): boolean {
  return BigInt(`0x${toHex(fromHex(u).toReversed())}`) < 2n ** 255n - 19n;
}

describeForeign('Wycheproof X25519', () => {
  const tests = readWycheproof<AgreementFields>('x25519_test.json').flatMap((group) => group.tests);

  describe.each(implementations)('by $name', ({ by }) => {
    it.each(tests)('$tcId $result $comment', async ({ public: theirs, private: ours, shared, flags }) => {
      const isZero = flags.includes('ZeroSharedSecret');
      // As RFC 7748 has it: any u is taken, and zeros are the caller's to refuse.
      const plain = await by.agree(fromHex(ours), fromHex(theirs)).catch(() => bytes(32));
      expect(toHex(plain)).toBe(shared);
      // As we have it: one encoding a key, and no zeros.
      const strict = agreeBy(by, fromHex(ours), fromHex(theirs));
      if (isZero || !isCanonical(theirs)) await expect(strict).rejects.toThrow(PublicKeyError);
      else expect(toHex(await strict)).toBe(shared);
    });
  });
});

interface SignatureFields {
  readonly msg: string;
  readonly sig: string;
}

describeForeign('Wycheproof Ed25519', () => {
  const groups = readWycheproof<SignatureFields, { publicKey: { pk: string } }>('ed25519_test.json');
  const tests = groups.flatMap(({ tests: some, group }) => some.map((test) => ({ ...test, pk: group.publicKey.pk })));

  describe.each(implementations)('by $name', ({ by }) => {
    it.each(tests)('$tcId $result $comment', async ({ pk, msg, sig, result }) => {
      expect(await verifyBy(by, fromHex(pk), fromHex(msg), fromHex(sig))).toBe(result === 'valid');
    });
  });
});
