/** Lists that come with it and are in no package, with their licences: public/generator/LICENCES.md has the texts. */
export const lists: readonly (readonly [name: string, licence: string])[] = [
  ['EFF Long Wordlist', 'CC BY 3.0 US'],
  ['Apple password-manager-resources', 'MIT'],
];

/** The packages whose code is in the extension, with their licences. test/ui/vault/licences.test.ts holds it to them. */
export const packages: readonly (readonly [name: string, licence: string])[] = [
  ['@noble/ciphers', 'MIT'],
  ['@noble/curves', 'MIT'],
  ['@noble/hashes', 'MIT'],
  ['@noble/post-quantum', 'MIT'],
  ['@preact/signals', 'MIT'],
  ['@scure/base', 'MIT'],
  ['@scure/bip39', 'MIT'],
  ['@simplewebauthn/browser', 'MIT'],
  ['@zxcvbn-ts/core', 'MIT'],
  ['@zxcvbn-ts/language-common', 'MIT'],
  ['hash-wasm', 'MIT'],
  ['idb', 'ISC'],
  ['preact', 'MIT'],
  ['qr', '(MIT OR Apache-2.0)'],
  ['re2js', 'MIT'],
  ['shamir-secret-sharing', 'Apache-2.0'],
  ['tldts', 'MIT'],
  ['uqr', 'MIT'],
  ['valibot', 'MIT'],
];
