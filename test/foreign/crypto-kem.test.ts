import { describe, expect, it } from 'vitest';
import { isCanonicalKem, mlkemDecapsulate } from '../../src/crypto/index.ts';
import { nativeKem } from '../../src/crypto/kem-native.ts';
import { encapsulateWith, kemPairOf, nobleKem } from '../../src/crypto/kem-noble.ts';
import { fromHex, toHex } from '../../src/encoding/index.ts';
import { describeForeign } from './support/folder.ts';
import { readWycheproof } from './support/wycheproof.ts';

describeForeign('Wycheproof ML-KEM-768', () => {
  interface Opening {
    readonly seed: string;
    readonly ek: string;
    readonly c: string;
    readonly K: string;
  }
  const openings = readWycheproof<Opening>('mlkem_768_test.json').flatMap(({ tests }) => tests);

  describe.each([
    { name: 'the platform', by: nativeKem },
    { name: 'noble', by: nobleKem },
  ])('opened by $name', ({ by }) => {
    it.each(openings.filter(({ result }) => result === 'valid'))('$tcId $comment', async ({ seed, ek, c, K }) => {
      expect(toHex(kemPairOf(fromHex(seed)).publicKey)).toBe(ek);
      expect(toHex(await by.decapsulate(fromHex(seed), fromHex(c)))).toBe(K);
    });
  });

  it.each(openings.filter(({ result }) => result !== 'valid'))('$tcId $comment is refused', async ({ seed, c }) => {
    await expect(mlkemDecapsulate(fromHex(seed), fromHex(c))).rejects.toMatchObject({ code: 'malformed' });
  });

  interface Making {
    readonly m: string;
    readonly ek: string;
    readonly c: string;
    readonly K: string;
  }
  const makings = readWycheproof<Making>('mlkem_768_encaps_test.json').flatMap(({ tests }) => tests);

  it.each(makings)('made: $tcId $result $comment', ({ m, ek, c, K, result }) => {
    expect(isCanonicalKem(fromHex(ek))).toBe(result === 'valid');
    if (result !== 'valid') return;
    const made = encapsulateWith(fromHex(ek), fromHex(m));
    expect([toHex(made.ciphertext), toHex(made.secret)]).toEqual([c, K]);
  });

  interface Keys {
    readonly seed: string;
    readonly ek: string;
  }
  const keys = readWycheproof<Keys>('mlkem_768_keygen_seed_test.json').flatMap(({ tests }) => tests);

  it.each(keys)('keys: $tcId $comment', ({ seed, ek }) => {
    expect(toHex(kemPairOf(fromHex(seed)).publicKey)).toBe(ek);
  });
});
