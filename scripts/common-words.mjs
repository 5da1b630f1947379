/**
 * Writes src/work/common.ts: the most common passwords, by rank, and the EFF word list, out of @zxcvbn-ts/language-common
 * (MIT), whose whole dictionaries would weigh more than the rest of the extension. Run it after an update of that package.
 */
import { writeFileSync } from 'node:fs';
import { dictionary } from '@zxcvbn-ts/language-common';

const PASSWORDS = 7000;

const passwords = dictionary['passwords-common'].filter((word) => /^[\x21-\x7e]+$/.test(word)).slice(0, PASSWORDS);
const words = dictionary['diceware-common'].filter((word) => /^[a-z]+$/.test(word));
const quoted = (list) => `'${list.join(' ').replaceAll(/[\\']/g, '\\$&')}'`;

writeFileSync(
  new URL('../src/work/common.ts', import.meta.url),
  `// Written by scripts/common-words.mjs out of @zxcvbn-ts/language-common (MIT, zxcvbn-ts authors).

/** The ${passwords.length.toLocaleString('en')} most common passwords, the most common first, a space between. */
export const COMMON_PASSWORDS =
  ${quoted(passwords)};

/** The EFF's long word list for passphrases, a space between. */
export const COMMON_WORDS =
  ${quoted(words)};
`,
);
