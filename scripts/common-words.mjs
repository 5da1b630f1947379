/**
 * Writes src/work/common.ts: the most common passwords out of @zxcvbn-ts/language-common (MIT), whose whole dictionaries
 * would weigh more than the rest of the extension. Run it after an update of that package.
 */
import { writeFileSync } from 'node:fs';
import { dictionary } from '@zxcvbn-ts/language-common';
import { packWords } from './pack-words.ts';

const PASSWORDS = 7000;

/** The first ones keep their rank; of the others each group ends at a rank half as high again as the one before. */
const EXACT = 10;
const STEP = 1.5;

const passwords = dictionary['passwords-common']
  .filter((word) => /^[\x21-\x40\x5b-\x7e]+$/.test(word))
  .slice(0, PASSWORDS);

/** In the order of the alphabet within a group: a fifth smaller in the package, and no rank off by more than the step. */
function grouped(ranked) {
  const groups = [ranked.slice(0, EXACT)];
  for (let from = EXACT, to; from < ranked.length; from = to) {
    to = Math.ceil(from * STEP);
    groups.push(ranked.slice(from, to).sort());
  }
  return groups.flat();
}

const quoted = `'${packWords(grouped(passwords)).replaceAll(/[\\']/g, '\\$&')}'`;

writeFileSync(
  new URL('../src/work/common.ts', import.meta.url),
  `// Written by scripts/common-words.mjs out of @zxcvbn-ts/language-common (MIT, zxcvbn-ts authors).

/** The ${passwords.length.toLocaleString('en')} most common passwords, the most common first (each group in its own order), as \`unpackWords\` reads them. */
export const COMMON_PASSWORDS =
  ${quoted};
`,
);
